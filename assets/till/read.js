export const reader = () => async () => "";
