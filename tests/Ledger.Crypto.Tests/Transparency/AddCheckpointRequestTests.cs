using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class AddCheckpointRequestTests
{
    private const int Seed = 20260301;
    private const int Mutations = 2_000;

    [Fact]
    public void A_request_written_and_read_again_is_the_same()
    {
        byte[] body = Sample();
        AddCheckpointRequest request = AddCheckpointRequest.Parse(body);
        Assert.Equal(3, request.OldSize);
        Assert.Equal(2, request.Proof.Count);
        Assert.Equal("ledger.example/zj", request.Checkpoint.Origin);
        Assert.Equal(body, request.ToBytes());
    }

    [Fact]
    public void Whatever_is_read_of_changed_bytes_is_written_back_as_it_was()
    {
        Random random = new(Seed);
        byte[] body = Sample();
        for (int i = 0; i < Mutations; i++)
        {
            byte[] changed = [.. body];
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            try
            {
                Assert.Equal(changed, AddCheckpointRequest.Parse(changed).ToBytes());
            }
            catch (FormatException)
            {
                // Refused, as most are; any other exception fails the test.
            }
        }
    }

    [Fact]
    public void A_body_above_64_KiB_is_refused()
    {
        byte[] note = new byte[AddCheckpointRequest.MaxLength];
        Assert.Throws<FormatException>(() => AddCheckpointRequest.Parse([.. "old 0\n\n"u8, .. note]));
    }

    private static byte[] Sample()
    {
        using Ed25519PrivateKey key = Ed25519PrivateKey.FromSeed(new byte[32]);
        Digest hash = Digest.Sha256([]);
        string text = new Checkpoint("ledger.example/zj", 4, hash).Format();
        byte[] body = new AddCheckpointRequest(3, [hash, hash], SignedNote.Sign(text, new NoteSigner("ledger.example/zj", key))).ToBytes();
        Assert.StartsWith("old 3\n", System.Text.Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        return body;
    }
}
