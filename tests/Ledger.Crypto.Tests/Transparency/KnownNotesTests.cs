using Ledger.Crypto.Encoding;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class KnownNotesTests : IDisposable
{
    private readonly Ed25519PrivateKey _secret = Ed25519PrivateKey.Generate();
    private readonly KnownNotes _notes = new();

    public void Dispose() => _secret.Dispose();

    [Fact]
    public void A_note_that_is_known_is_not_read_again()
    {
        string note = Note("one\n");
        SignedNote first = Read(Written(note), out string rest);
        Assert.Equal((note, ",next"), (first.ToString(), rest));
        Assert.Same(first, Read(Written(note), out rest));
        Assert.Equal(",next", rest);
    }

    [Fact]
    public void Every_other_byte_is_another_note_or_none()
    {
        string written = Written(Note("one\n"));
        SignedNote first = Read(written, out _);
        for (int i = 0; i < written.Length; i++)
        {
            string changed = $"{written[..i]}{(char)(written[i] ^ 1)}{written[(i + 1)..]}";
            try
            {
                SignedNote other = Read(changed, out _);
                Assert.Equal(changed, Written(other.ToString()));
            }
            catch (FormatException)
            {
                // No note at all.
            }
        }

        Assert.Equal(first.ToString(), Read(written, out _).ToString());
    }

    [Fact]
    public void A_note_that_goes_on_where_a_known_one_ends_is_read_to_its_own_end()
    {
        string note = Note("one\n");
        SignedNote first = Read(Written(note), out _);
        string longer = note + SignedNote.Sign("one\n", new NoteSigner("ledger.example/gd", _secret)).Signatures[0] + "\n";
        SignedNote second = Read(Written(longer), out string rest);
        Assert.Equal((longer, ",next"), (second.ToString(), rest));
        Assert.Equal(2, second.Signatures.Count);
        Assert.Same(first, Read(Written(note), out _));
    }

    [Fact]
    public void More_notes_than_are_kept_are_each_read_as_they_are()
    {
        string[] notes = [.. Enumerable.Range(0, 20).Select(i => Note($"text {i}\n"))];
        foreach (string note in notes.Concat(notes.Reverse()))
        {
            Assert.Equal(note, Read(Written(note), out _).ToString());
        }
    }

    private string Note(string text) => SignedNote.Sign(text, new NoteSigner("ledger.example/zj", _secret)).ToString();

    private static string Written(string note)
    {
        System.Buffers.ArrayBufferWriter<byte> json = new();
        CanonicalJson.Write(json, note);
        return NoteText.Utf8.GetString(json.WrittenSpan);
    }

    private SignedNote Read(string written, out string rest)
    {
        CanonicalScan scan = new(NoteText.Utf8.GetBytes(written + ",next"));
        SignedNote note = _notes.Read(ref scan);
        rest = NoteText.Utf8.GetString(scan.Rest);
        return note;
    }
}
