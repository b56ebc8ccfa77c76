using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification;

/// <summary>Fields and tables that follow one another over the pages of an OFD.</summary>
/// <param name="rows">All of them, in the order in which they are drawn.</param>
internal sealed class FaceFlow(IEnumerable<FaceRow> rows)
{
    private readonly Queue<FaceRow> _rows = new(rows);
    private List<FaceValue> _open = [];

    /// <summary>Whether nothing is left for further pages.</summary>
    public bool IsDone => _rows.Count == 0 && _open.Count == 0;

    /// <summary>What comes next; empty where nothing does.</summary>
    public string First => _open.Count > 0 ? _open[0].Continuing ?? _open[0].Rest : _rows.TryPeek(out FaceRow? row) ? row.First : "";

    /// <summary>Reads what goes on from the page before, then what begins on this one.</summary>
    /// <param name="page">The page.</param>
    /// <param name="after">What can follow, without white space.</param>
    /// <param name="elements">Where to.</param>
    public void Read(FacePieces page, IReadOnlyList<string> after, List<PdfTextElement> elements)
    {
        List<FaceValue> open = _open;
        _open = [];
        for (int i = 0; i < open.Count; i++)
        {
            if (open[i].Continuing is not string label || Whole(page, label, elements))
            {
                Value(page, open[i], [.. open.Skip(i + 1).Select(value => value.Continuing ?? value.Rest), First, .. after], elements);
            }
        }

        Close();
        while (_open.TrueForAll(value => value.Continuing is not null) && _rows.TryPeek(out FaceRow? row) && Begin(page, row, after, elements))
        {
            Close();
        }
    }

    /// <summary>Forgets what is whole: a field, or all cells of a row together.</summary>
    private void Close()
    {
        _open.RemoveAll(value => value.Continuing is not null && value.Rest.Length == 0);
        if (_open.TrueForAll(value => value.Rest.Length == 0))
        {
            _open.Clear();
        }
    }

    /// <summary>Reads a row that begins on this page; false where it does not.</summary>
    private bool Begin(FacePieces page, FaceRow row, IReadOnlyList<string> after, List<PdfTextElement> elements)
    {
        bool isSeen = row.Values.Any(value => value.Length > 0);
        bool begins = row.Heads.Count > 0 ? row.Heads.Count(head => Whole(page, head, elements)) == row.Heads.Count
            : row.Label is string label ? Whole(page, label, elements)
            : !isSeen || row.Values.Any(page.Begins);
        if (!begins)
        {
            return false;
        }

        _rows.Dequeue();
        string next = _rows.TryPeek(out FaceRow? following) ? following.First : "";
        for (int i = 0; i < row.Values.Count; i++)
        {
            Value(page, new(row.Continuing, row.Values[i]), [.. row.Values.Skip(i + 1), next, .. after], elements);
        }

        return true;
    }

    /// <summary>Reads what a page has of a value. What is neither its next part nor anything that can follow is taken for a wrong part, so that the field is named.</summary>
    private void Value(FacePieces page, FaceValue value, IReadOnlyList<string> following, List<PdfTextElement> elements)
    {
        string shown = page.TakeStart(value.Rest);
        bool isWrong = shown.Length < value.Rest.Length && page.Next is not null && !following.Any(page.Begins);
        elements.Add(new PdfTextElement("TD", isWrong ? shown + page.Take() : shown, null));
        _open.Add(value with { Rest = value.Rest[shown.Length..] });
    }

    private static bool Whole(FacePieces page, string text, List<PdfTextElement> elements)
    {
        if (!page.TryTake(text))
        {
            return false;
        }

        elements.Add(new PdfTextElement("TH", text, null));
        return true;
    }
}
