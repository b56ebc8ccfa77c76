using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class NoteMemoryTests : IDisposable
{
    private readonly Ed25519PrivateKey _secret = Ed25519PrivateKey.Generate();
    private readonly Ed25519PrivateKey _other = Ed25519PrivateKey.Generate();
    private readonly NoteMemory _memory = new();

    public void Dispose()
    {
        _secret.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void What_is_remembered_of_one_note_and_key_is_said_of_no_other()
    {
        NoteSigner signer = new("ledger.example/zj", _secret);
        NoteVerifier stranger = new NoteSigner("ledger.example/zj", _other).Verifier;
        SignedNote note = SignedNote.Sign("one\n", signer);
        Assert.False(_memory.IsSigned(note, stranger));
        Assert.True(_memory.IsSigned(note, signer.Verifier));
        Assert.True(_memory.IsSigned(note, signer.Verifier));
        Assert.False(_memory.IsSigned(note, stranger));

        SignedNote changed = SignedNote.Parse(NoteText.Utf8.GetBytes(note.ToString().Replace("one", "two", StringComparison.Ordinal)));
        Assert.False(_memory.IsSigned(changed, signer.Verifier));
        Assert.False(_memory.IsSigned(changed, signer.Verifier));
    }

    [Fact]
    public void A_failing_line_beside_a_good_one_spoils_the_note_remembered_or_not()
    {
        NoteSigner signer = new("ledger.example/zj", _secret);
        SignedNote note = SignedNote.Sign("one\n", signer);
        Assert.True(_memory.IsSigned(note, signer.Verifier));
        Assert.False(_memory.IsSigned(note.With(SignedNote.Sign("two\n", signer).Signatures[0]), signer.Verifier));
    }
}
