"""What people write for yes and for no, in capitals or not; only letters and digits count."""

YES = frozenset(
    "given yes y true 1 on x ok granted agreed accepted optin optedin subscribed active allow allowed はい 同意 "
    "有 可 希望 希望する 配信 是 同意する oui ja kyllä sí si".split()
)
NO = frozenset(
    "withdrawn no n false 0 off denied declined refused revoked optout optedout unsubscribed inactive cleaned blocked "
    "いいえ 不同意 無 不可 希望しない 停止 否 non nein ei".split()
)
