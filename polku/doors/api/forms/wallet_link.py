"""The form of a link to somebody's own pages."""

from ninja import Field, Schema


class WalletLink(Schema):
    url: str = Field(
        description="For this person's messages alone; good for a year",
        examples=["https://polku.example/p/wallet/of/MDAwMDAwMDAwMGM0dA.1a1.Zk0"],
    )
