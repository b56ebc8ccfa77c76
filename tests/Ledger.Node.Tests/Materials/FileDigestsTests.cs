using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Node.Materials;

namespace Ledger.Node.Tests.Materials;

public sealed class FileDigestsTests
{
    private const int PieceLength = 64 << 10;

    [Fact]
    public async Task Both_digests_are_of_all_pieces_in_their_order_though_two_arrays_carry_them()
    {
        byte[] file = RandomNumberGenerator.GetBytes((80 * PieceLength) + 7);
        byte[][] pieces = [new byte[PieceLength], new byte[PieceLength]];
        await using FileDigests digests = new();
        int i = 0;
        foreach (byte[] part in file.Chunk(PieceLength))
        {
            part.CopyTo(pieces[i], 0);
            await digests.AppendAsync(pieces[i].AsMemory(0, part.Length));
            i ^= 1;
        }

        Assert.Equal((Sm3.Hash(file), Digest.Sha256(file)), await digests.FinishAsync());
    }
}
