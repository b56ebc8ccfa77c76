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

    [Fact]
    public void What_a_policy_said_of_a_note_is_said_of_no_other_note_and_by_no_other_policy()
    {
        NoteSigner signer = new("ledger.example/zj", _secret);
        NoteCosigner cosigner = new("ledger.example/ah", _other);
        TlogPolicyWitness witness = new("ah", cosigner.Verifier, Address: null);
        TlogPolicy asking = new([new TlogPolicyLog(signer.Verifier, Address: null)], [witness], [], "ah");
        TlogPolicy easy = new([new TlogPolicyLog(signer.Verifier, Address: null)], [witness], [], TlogPolicy.NoQuorum);
        SignedNote alone = SignedNote.Sign("ledger.example/zj\n1\n", signer);
        SignedNote cosigned = alone.With(cosigner.Sign(alone.Text, DateTimeOffset.UnixEpoch.AddYears(50)));
        for (int times = 0; times < 2; times++)
        {
            Assert.False(_memory.Judge(alone, asking).IsQuorumMet);
            Assert.True(_memory.Judge(cosigned, asking).IsQuorumMet);
            Assert.Null(_memory.Judge(cosigned, easy).QuorumTime);
        }
    }
}
