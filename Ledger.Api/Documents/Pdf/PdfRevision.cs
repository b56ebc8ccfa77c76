using System.Globalization;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// One incremental revision (ISO 32000-1 §7.5.6): objects behind each other, the table of just these, the trailer. The strict reader writes
/// each revision it meets anew with this very code and compares the bytes.
/// </summary>
internal sealed class PdfRevision : IDisposable
{
    private readonly PdfBase _on;
    private readonly MemoryStream _tail = new(16 * 1024);
    private readonly SortedDictionary<int, int> _positions = [];
    private int _next;

    /// <summary>Begins a revision on a file.</summary>
    public PdfRevision(PdfBase on)
    {
        _on = on;
        _next = on.Objects;
    }

    /// <summary>Where the next object will begin in the file.</summary>
    public int Position => _on.Length + (int)_tail.Position;

    /// <summary>Writes an object that takes the place of an earlier one; only Latin-1 characters.</summary>
    public void Replace(int number, string body)
    {
        Start(number);
        Write(body);
        Write("\nendobj\n");
    }

    /// <summary>Writes a new object and returns its number.</summary>
    public int Add(string body)
    {
        int number = _next++;
        Replace(number, body);
        return number;
    }

    /// <summary>Writes a new stream, not compressed, and returns its number.</summary>
    public int AddStream(ReadOnlySpan<byte> data)
    {
        int number = _next++;
        Start(number);
        Write($"<</Length {data.Length}>>\nstream\n");
        _tail.Write(data);
        Write("\nendstream\nendobj\n");
        return number;
    }

    /// <summary>Writes table and trailer; what the revision appends.</summary>
    public PdfTail Finish()
    {
        int table = Position;
        StringBuilder text = new("xref\n");
        int behind = 0;
        foreach ((int number, int position) in _positions)
        {
            if (number != behind)
            {
                text.Append(CultureInfo.InvariantCulture, $"{number} {Run(number)}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{position:D10} 00000 n \n");
            behind = number + 1;
        }

        Write(text.ToString());
        PdfBase next = _on with { Objects = _next, Table = table, Changing = _on.NextChanging() };
        Write($"trailer\n<</Size {_next}{next.TrailerEntries}/Prev {_on.Table}>>\nstartxref\n{table}\n%%EOF\n");
        return new PdfTail(_tail.ToArray(), next with { Length = Position });
    }

    /// <inheritdoc/>
    public void Dispose() => _tail.Dispose();

    /// <summary>How many objects with consecutive numbers there are from this one on: a subsection of the table.</summary>
    private int Run(int number)
    {
        int count = 1;
        while (_positions.ContainsKey(number + count))
        {
            count++;
        }

        return count;
    }

    private void Start(int number)
    {
        _positions.Add(number, Position);
        Write($"{number} 0 obj\n");
    }

    private void Write(string text) => _tail.Write(Encoding.Latin1.GetBytes(text));
}
