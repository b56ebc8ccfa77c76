using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification;

/// <summary>The pieces of one page of an OFD, taken from the first to the last.</summary>
internal sealed class FacePieces(IReadOnlyList<OfdPiece> pieces)
{
    private const int LongestForm = 16;

    /// <summary>Places are rounded, and each font has its own ascent; lines stand further apart than this, in millimetres.</summary>
    private const double SameLine = 0.5;

    private int _at;

    /// <summary>The text of the next piece; null at the end of the page.</summary>
    public string? Next => _at < pieces.Count ? pieces[_at].Text : null;

    /// <summary>Whether the next piece could begin a text.</summary>
    public bool Begins(string text) => Next is string next && text.StartsWith(next, StringComparison.Ordinal);

    /// <summary>Takes one piece, whatever it is.</summary>
    public string Take() => pieces[_at++].Text;

    /// <summary>Takes just the pieces that together are a text; none where they are not.</summary>
    public bool TryTake(string text)
    {
        int start = _at;
        if (text.Length > 0 && TakeStart(text).Length == text.Length)
        {
            return true;
        }

        _at = start;
        return false;
    }

    /// <summary>
    /// Takes as many pieces as begin a text. A piece that stands above the one before belongs to something beside it: what is broken into lines goes down.
    /// </summary>
    /// <returns>What they say.</returns>
    public string TakeStart(string text)
    {
        int length = 0;
        int start = _at;
        while (length < text.Length && _at < pieces.Count
            && string.CompareOrdinal(text, length, pieces[_at].Text, 0, pieces[_at].Text.Length) == 0
            && (_at == start || pieces[_at].Line > pieces[_at - 1].Line - SameLine))
        {
            length += pieces[_at++].Text.Length;
        }

        return text[..length];
    }

    /// <summary>Takes the most pieces of one line that together have a form.</summary>
    /// <returns>What they say; null where none have it.</returns>
    public string? TakeForm(Func<string, bool> hasForm)
    {
        ArgumentNullException.ThrowIfNull(hasForm);
        (string? taken, string text, int start) = (null, "", _at);
        for (int i = start; i < pieces.Count && i < start + LongestForm && Math.Abs(pieces[i].Line - pieces[start].Line) < SameLine; i++)
        {
            text += pieces[i].Text;
            (taken, _at) = hasForm(text) ? (text, i + 1) : (taken, _at);
        }

        return taken;
    }
}
