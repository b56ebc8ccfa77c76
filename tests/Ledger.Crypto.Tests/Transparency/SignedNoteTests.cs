using System.Text;
using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

// Notes: golang.org/x/mod sumdb/note (BSD-3), c2sp.org/signed-note (CC BY 4.0).
public sealed class SignedNoteTests
{
    // A checkpoint signed by the key with seed 01×32, cosigned by the witness with seed 02×32.
    private const string Example = """
        ledger.example/zj
        4
        4fOjAp0Dxx4M+c22BBdc7VmUqrn88sPqHcIlTFMXa2w=

        — ledger.example/zj JAB/F09bPGoUNux997w+DvCOvIvmCY8JbMfy/SA5e3aD04YD1q4gXJRsnsmFIajNEFRqBqxNdHTRCmYgpCgC7ZosTAg=
        — witness.example/js UXwEVAAAAABpIBwCB/YaVtb6m16NAOXkLXUHO9BIMG+yGI0TE/HimHzKULqb/tmv1f6nubqc3abCCMmfMNO0r7jmjYqn20S9qAwaAA==

        """;

    private const string LogKey = "ledger.example/zj+24007f17+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";
    private const string WitnessKey = "witness.example/js+517c0454+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU";

    [VectorFact]
    public void The_notes_of_Go_and_C2SP_verify()
    {
        byte[] file = File.ReadAllBytes(Vectors.Path("note", "notes.json"));
        foreach (JsonNode? vector in JsonNode.Parse(file)!["vectors"]!.AsArray())
        {
            byte[] note = Utf8(vector!["note"]!.GetValue<string>());
            NoteVerifier key = NoteVerifier.Parse(vector["vkey"]!.GetValue<string>());
            SignedNote parsed = SignedNote.Parse(note);
            Assert.Equal(note, parsed.ToBytes());
            Assert.Equal(vector["valid"]!.GetValue<bool>(), parsed.Verify(key).IsSignedBy(key));
            if (vector["enochroot_seed_hex"] is JsonNode seed)
            {
                using Ed25519PrivateKey secret = Ed25519PrivateKey.FromSeed(Convert.FromHexString(seed.GetValue<string>()));
                NoteSigner second = new("EnochRoot", secret);
                Assert.Equal(2, parsed.Verify(key, second.Verifier).Verified.Count);
                Assert.Equal(parsed.Signatures[1].ToString(), second.Sign(parsed.Text).ToString());
            }
        }
    }

    [Fact]
    public void The_worked_example_is_reproduced_to_the_byte()
    {
        using Ed25519PrivateKey logSecret = Ed25519PrivateKey.FromSeed([.. Enumerable.Repeat((byte)1, 32)]);
        using Ed25519PrivateKey witnessSecret = Ed25519PrivateKey.FromSeed([.. Enumerable.Repeat((byte)2, 32)]);
        NoteSigner log = new("ledger.example/zj", logSecret);
        NoteCosigner witness = new("witness.example/js", witnessSecret);
        Assert.Equal(LogKey, log.Verifier.ToString());
        Assert.Equal(WitnessKey, witness.Verifier.ToString());

        Digest root = Digest.FromBase64("4fOjAp0Dxx4M+c22BBdc7VmUqrn88sPqHcIlTFMXa2w=");
        string text = new Checkpoint("ledger.example/zj", 4, root).Format();
        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(1763712002);
        SignedNote note = SignedNote.Sign(text, log).With(witness.Sign(text, time));
        Assert.Equal(Example, note.ToString());

        NoteReport report = SignedNote.Parse(Utf8(Example)).Verify(NoteVerifier.Parse(LogKey), NoteVerifier.Parse(WitnessKey));
        Assert.Empty(report.Failed);
        Assert.Equal([null, time], report.Verified.Select(signature => signature.Time));
    }

    [Fact]
    public void An_SM2_line_verifies_beside_the_others()
    {
        using Sm2PrivateKey secret = Sm2PrivateKey.Generate();
        NoteSigner signer = new("ledger.example/zj/sm3", secret);
        NoteVerifier verifier = NoteVerifier.Parse(signer.Verifier.ToString());
        Assert.Equal(NoteKeyKind.Sm2, verifier.Kind);
        SignedNote note = SignedNote.Parse(SignedNote.Sign("text\n", signer).ToBytes());
        Assert.True(note.Verify(verifier).IsSignedBy(verifier));
        Digest id = Digest.Sha256([.. "ledger.example/zj/sm3\n"u8, 0xff, .. "sm2-sm3-note-v1"u8, .. secret.PublicKey.Span]);
        Assert.Equal(id.ToHex()[..8], verifier.KeyId.ToString("x8", null));
    }

    [Fact]
    public void One_failing_known_key_makes_the_whole_note_worthless()
    {
        NoteVerifier log = NoteVerifier.Parse(LogKey);
        NoteVerifier witness = NoteVerifier.Parse(WitnessKey);
        string later = Example.Replace("UXwEVAAAAABpIBwC", "UXwEVAAAAABpIBwD", StringComparison.Ordinal);
        SignedNote damaged = SignedNote.Parse(Utf8(later));
        NoteReport report = damaged.Verify(log, witness);
        Assert.Empty(report.Verified);
        Assert.Equal([witness], report.Failed);
        Assert.True(damaged.Verify(log).IsSignedBy(log)); // to somebody else the witness is a stranger
    }

    [Fact]
    public void A_second_signature_of_a_known_key_must_verify_too()
    {
        using Ed25519PrivateKey secret = Ed25519PrivateKey.Generate();
        NoteSigner signer = new("log", secret);
        SignedNote note = SignedNote.Sign("text\n", signer);
        Assert.Single(note.With(signer.Sign("text\n")).Verify(signer.Verifier).Verified);
        Assert.Empty(note.With(signer.Sign("other\n")).Verify(signer.Verifier).Verified);
    }

    [Fact]
    public void The_name_is_signed_with_the_key()
    {
        using Ed25519PrivateKey secret = Ed25519PrivateKey.Generate();
        SignedNote note = SignedNote.Sign("text\n", new NoteSigner("a", secret));
        Assert.Empty(note.Verify(new NoteSigner("b", secret).Verifier).Verified);
        Assert.Empty(note.Verify(new NoteCosigner("a", secret).Verifier).Verified);
    }

    [Fact]
    public void Sixty_four_signatures_are_read_and_sixty_five_are_not()
    {
        using Ed25519PrivateKey secret = Ed25519PrivateKey.Generate();
        NoteSigner signer = new("log", secret);
        SignedNote note = SignedNote.Sign("text\n", [.. Enumerable.Repeat(signer, 64)]);
        Assert.Equal(64, SignedNote.Parse(note.ToBytes()).Signatures.Count);
        Assert.Throws<ArgumentException>(() => note.With(note.Signatures[0]));
        Assert.Throws<FormatException>(() => SignedNote.Parse(Utf8(note + $"{note.Signatures[0]}\n")));
    }

    [Fact]
    public void A_note_at_the_limit_is_read_and_one_byte_more_is_not()
    {
        using Ed25519PrivateKey secret = Ed25519PrivateKey.Generate();
        NoteSigner signer = new("log", secret);
        int overhead = SignedNote.Sign("\n", signer).ToBytes().Length;
        string longest = new string('a', SignedNote.MaxLength - overhead) + "\n";
        Assert.Equal(SignedNote.MaxLength, SignedNote.Parse(SignedNote.Sign(longest, signer).ToBytes()).ToBytes().Length);
        byte[] longer = SignedNote.Sign("a" + longest, signer).ToBytes();
        Assert.Throws<FormatException>(() => SignedNote.Parse(longer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n— log AAAAAAA=\n")]
    [InlineData("text\n\n— log AAAAAAA=")]
    [InlineData("text\n\n— log AAAAAAA=\n\n")]
    [InlineData("text\r\n\r\n— log AAAAAAA=\r\n")]
    [InlineData("te\u0000xt\n\n— log AAAAAAA=\n")]
    [InlineData("te\txt\n\n— log AAAAAAA=\n")]
    [InlineData("text\n\n-- log AAAAAAA=\n")]
    [InlineData("text\n\n—log AAAAAAA=\n")]
    [InlineData("text\n\n—\n")]
    [InlineData("text\n\n— \n")]
    [InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— log\n")]
    [InlineData("text\n\n— log \n")]
    [InlineData("text\n\n— log  AAAAAAA=\n")]
    [InlineData("text\n\n— log AAAAAA==\n")] // four bytes: a key id without a signature
    [InlineData("text\n\n— log AAAAAAB=\n")] // trailing bits
    [InlineData("text\n\n— log AAAAAAA\n")]
    [InlineData("text\n\n— log AAAAAAA= \n")]
    [InlineData("text\n\n— l+og AAAAAAA=\n")]
    [InlineData("text\n\n— l\u00a0og AAAAAAA=\n")]
    [InlineData("text\n\n— log AAAAAAA=\nnot a signature\n")]
    public void Any_other_form_is_refused(string note)
    {
        Assert.Throws<FormatException>(() => SignedNote.Parse(Utf8(note)));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        Assert.Throws<FormatException>(() => SignedNote.Parse([0xff, .. Utf8("\n\n— log AAAAAAA=\n")]));
        Assert.Throws<FormatException>(() => SignedNote.Parse([0xed, 0xa0, 0x80, .. Utf8("\n\n— log AAAAAAA=\n")]));
    }

    [Fact]
    public void A_text_may_have_empty_lines()
    {
        SignedNote note = SignedNote.Parse(Utf8("one\n\ntwo\n\n— log AAAAAAA=\n"));
        Assert.Equal("one\n\ntwo\n", note.Text);
        Assert.Equal("log", Assert.Single(note.Signatures).Name);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("te\rxt\n")]
    [InlineData("")]
    public void A_text_that_could_not_be_read_is_not_signed(string text)
    {
        using Ed25519PrivateKey secret = Ed25519PrivateKey.Generate();
        Assert.Throws<ArgumentException>(() => SignedNote.Sign(text, new NoteSigner("log", secret)));
        Assert.Throws<ArgumentException>(() => new NoteCosigner("log", secret).Sign(text, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_not_signed()
    {
        using Ed25519PrivateKey secret = Ed25519PrivateKey.Generate();
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("\ud800\n", new NoteSigner("log", secret)));
    }

    [Fact]
    public void Whatever_is_read_is_written_the_same()
    {
        const int Seed = 20260705;
        Random random = new(Seed);
        byte[] note = Utf8(Example);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] changed = Mutation.Of(note, random);
            try
            {
                Assert.Equal(changed, SignedNote.Parse(changed).ToBytes());
            }
            catch (FormatException)
            {
                // refused is fine too
            }
        }
    }

    private static byte[] Utf8(string text) => new UTF8Encoding(false).GetBytes(text);
}
