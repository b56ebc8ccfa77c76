using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

// Vectors: transparency-dev/formats (Apache-2.0).
public sealed class TlogProofTests
{
    private const string Plain = "c2sp.org/tlog-proof@v1\nindex 5\nrzFuy5Go7nrpkhBwKy1HWPMM3eO/YePY54fXRoH5Cm4=\n\nnote\n\n— log AAAA\n";

    [VectorFact]
    public void The_published_proofs_are_read_and_written_to_the_byte()
    {
        foreach (JsonNode? vector in Published("marshal"))
        {
            string text = vector!["text"]!.GetValue<string>();
            TlogProof proof = TlogProof.Parse(Utf8(text));
            Assert.Equal(vector["index"]!.GetValue<long>(), proof.Index);
            Assert.Equal(
                vector["hashes"]!.AsArray().Select(hash => hash!.GetValue<string>()), proof.Path.Select(hash => hash.ToBase64()));
            Assert.Equal(vector["checkpoint"]!.GetValue<string>(), proof.Checkpoint);
            Assert.Equal(
                vector["extra"]?.GetValue<string>(), proof.Extra is { } extra ? Convert.ToBase64String(extra.Span) : null);
            Assert.Equal(text, proof.Format());
        }
    }

    [VectorFact]
    public void The_published_malformed_proofs_are_refused()
    {
        JsonArray rejected = Published("reject");
        Assert.NotEmpty(rejected);
        foreach (JsonNode? vector in rejected)
        {
            Assert.Throws<FormatException>(() => TlogProof.Parse(Utf8(vector!.GetValue<string>())));
        }
    }

    [Theory]
    [InlineData("index 5", "index 05")]
    [InlineData("index 5", "index  5")]
    [InlineData("index 5", "index +5")]
    [InlineData("index 5", "index 9223372036854775808")]
    [InlineData("index 5\n", "")]
    [InlineData("index 5\n", "index 5\nextra AAAA\n")]
    [InlineData("index 5\n", "extra AAAA\nextra AAAA\nindex 5\n")]
    [InlineData("index 5\n", "extra AAB=\nindex 5\n")]
    [InlineData("\n", "\r\n")]
    [InlineData("Cm4=\n", "Cm5=\n")]
    [InlineData("@v1", "@v2")]
    [InlineData("note\n\n— log AAAA\n", "")]
    public void Another_form_is_refused(string part, string other) =>
        Assert.Throws<FormatException>(() => TlogProof.Parse(Utf8(Plain.Replace(part, other, StringComparison.Ordinal))));

    [Fact]
    public void Limits_and_encoding_are_kept()
    {
        byte[] plain = Utf8(Plain);
        Assert.Equal(Plain, TlogProof.Parse(plain).Format());
        Assert.Throws<FormatException>(() => TlogProof.Parse([.. plain, 0xff]));
        Assert.Throws<FormatException>(() => TlogProof.Parse([.. plain, .. new byte[TlogProof.MaxLength]]));
        TlogProof deep = TlogProof.Parse(plain) with { Path = [.. Enumerable.Repeat(Digest.Sha256([]), 64)] };
        Assert.Throws<FormatException>(() => TlogProof.Parse(Utf8(deep.Format())));
    }

    [Fact]
    public void A_proof_proves_its_own_entry_only()
    {
        byte[][] entries = [[0], [1], [2], [3], [4]];
        List<Digest> hashes = [.. entries.Select(entry => MerkleHasher.Sha256.Leaf(entry))];
        ReadHash tree = MerkleTree.InMemory(MerkleHasher.Sha256, hashes);
        Checkpoint checkpoint = new("log.example", 5, MerkleTree.Root(MerkleHasher.Sha256, 5, tree));
        TlogProof proof = new(3, InclusionProof.Prove(MerkleHasher.Sha256, 3, 5, tree), "unread");
        Assert.True(proof.Proves(MerkleHasher.Sha256, entries[3], checkpoint));
        Assert.False(proof.Proves(MerkleHasher.Sha256, entries[2], checkpoint));
        Assert.False(proof.Proves(MerkleHasher.Sm3, entries[3], checkpoint));
        Assert.False((proof with { Index = 2 }).Proves(MerkleHasher.Sha256, entries[3], checkpoint));
    }

    private static JsonArray Published(string kind) =>
        JsonNode.Parse(File.ReadAllBytes(Vectors.Path("tlog-proof", "tlog-proof.json")))![kind]!.AsArray();

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
