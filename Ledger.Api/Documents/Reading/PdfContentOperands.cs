using System.Runtime.CompilerServices;
using System.Text;

namespace Ledger.Api.Documents.Reading;

/// <summary>What stands before an operator: at most eight tokens, kept as places in the stream, for few of them are ever looked at.</summary>
/// <param name="content">The stream.</param>
internal ref struct PdfContentOperands(ReadOnlySpan<byte> content)
{
    private const int Most = 8;

    private readonly ReadOnlySpan<byte> _content = content;
    private Places _places;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them as text.</summary>
    public readonly string this[int index] => Encoding.Latin1.GetString(_content[_places[index]]);

    /// <summary>Adds one.</summary>
    /// <param name="token">A part of the stream.</param>
    /// <exception cref="PdfRejectedException">There are eight.</exception>
    public void Add(ReadOnlySpan<byte> token)
    {
        if (Count == Most)
        {
            throw PdfTextLayer.Other("an operator has too many operands");
        }

        _content.Overlaps(token, out int start);
        _places[Count++] = start..(start + token.Length);
    }

    /// <summary>Forgets them all.</summary>
    public void Clear() => Count = 0;

    [InlineArray(Most)]
    private struct Places
    {
        private Range _first;
    }
}
