using System.Text;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>A table that must be shown: title, heads, and every column from top to bottom, wherever pages break it.</summary>
internal sealed class FaceGrid
{
    private readonly string _title;
    private readonly string[] _heads;
    private readonly string[] _columns;
    private readonly StringBuilder[] _shown;
    private readonly FaceDifference _named;
    private int _headsTaken;
    private int _cells;

    /// <param name="table">The table as printed.</param>
    /// <param name="bilingual">Whether English stands beside its texts.</param>
    public FaceGrid(PictureTable table, bool bilingual)
    {
        ArgumentNullException.ThrowIfNull(table);
        _title = PdfTextElement.Squeezed(Furniture.Of(table.Title, bilingual));
        _heads = [.. table.Columns.Select(column => PdfTextElement.Squeezed(Furniture.Of(column, bilingual)))];
        _columns = [.. table.Columns.Select((_, i) => string.Concat(table.Rows.Select(row => PdfTextElement.Squeezed(row[i]))))];
        _shown = [.. table.Columns.Select(_ => new StringBuilder())];
        _named = new(table.Title.Label, table.Title.English);
    }

    /// <summary>What is said where it is shown otherwise: of the first column that is.</summary>
    public FaceDifference Difference
    {
        get
        {
            (string Data, string Shown)[] columns = [.. _columns.Zip(_shown, (data, shown) => (data, shown.ToString()))];
            int wrong = Array.FindIndex(columns, column => !column.Data.StartsWith(column.Shown, StringComparison.Ordinal));
            int first = wrong >= 0 ? wrong : Array.FindIndex(columns, column => column.Data != column.Shown);
            return first < 0 ? _named : _named with { Values = DifferingValues.Of(columns[first].Shown, columns[first].Data) };
        }
    }

    public bool IsBegun { get; private set; }

    public bool IsWhole => _headsTaken == _heads.Length
        && _cells % _columns.Length == 0
        && _columns.Zip(_shown).All(pair => pair.First == pair.Second.ToString());

    /// <summary>Whether this is its title as shown.</summary>
    public bool IsTitle(string text) => text == _title;

    public void Begin() => IsBegun = true;

    /// <summary>Takes the head of a column; false where it is none of this table, or all were seen.</summary>
    public bool TakeHead(string text)
    {
        bool isNext = _headsTaken < _heads.Length && text == _heads[_headsTaken];
        _headsTaken += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Takes a cell; false where the column says something else.</summary>
    public bool Take(string text)
    {
        int column = _cells++ % _columns.Length;
        _shown[column].Append(text);
        return _headsTaken == _heads.Length && _columns[column].StartsWith(_shown[column].ToString(), StringComparison.Ordinal);
    }
}
