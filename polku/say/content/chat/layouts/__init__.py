"""Cards to begin with, one file each, as LINE's Flex Messages. Colours stand where the writer's pictures will be."""
