using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification;

/// <summary>
/// Compares what pages show with what a picture of the licence's data would show: every text once, every value under its label, and nothing
/// besides. Where lines and pages break does not count, so fonts and sizes may differ.
/// </summary>
internal sealed class FaceText
{
    private readonly LicencePicture _picture;
    private readonly List<string> _headings;
    private readonly List<string> _paragraphs;
    private readonly List<string> _titles;
    private readonly List<FaceLine> _lines;
    private readonly List<FaceGrid> _grids;
    private readonly HashSet<string> _repeated;
    private readonly string? _mark;
    private int _pages;
    private int _marks;
    private FaceLine? _current;
    private FaceGrid? _grid;

    private FaceText(LicencePicture picture)
    {
        _picture = picture;
        bool bilingual = picture.Bilingual;
        PrintedOrder order = PrintedOrder.Of(picture);
        _headings = [picture.Title, .. picture.Signatures.Count > 0 ? [Furniture.Of(Furniture.SignaturePage, true)] : Array.Empty<string>()];
        _paragraphs =
        [
            bilingual ? picture.TitleEnglish : "", picture.Subtitle, NumberBlock.LineOf(picture),
            picture.Template.Statement is { } statement ? Furniture.Of(statement, bilingual) : "",
            .. (picture.Template.Notes ?? []).Select(note => Furniture.Of(note, bilingual)),
            picture.VerificationHint, Identifier, Furniture.Of(picture.IssuerLabel, bilingual), picture.Issuer, picture.IssueDate,
            Furniture.Of(Furniture.Scan, bilingual), picture.Signatures.Count > 0 ? SignatureLine : "",
        ];
        _titles = [.. order.Groups.Select(group => group.Heading).OfType<Node.Catalogue.TemplateText>().Select(text => Furniture.Of(text, bilingual)),
            .. picture.Signatures.Select(section => Furniture.Of(section.Heading, true))];
        _lines = [.. order.Aside.Concat(order.Groups.SelectMany(group => group.Fields)).Select(field => new FaceLine(field, bilingual)),
            .. picture.Signatures.SelectMany(section => section.Fields).Select(field => new FaceLine(field, bilingual: true))];
        _grids = [.. picture.Tables.Select(table => new FaceGrid(table, bilingual))];
        Squeeze(_headings);
        Squeeze(_paragraphs);
        Squeeze(_titles);
        _paragraphs.RemoveAll(text => text.Length == 0);
        _mark = picture.Copy is { } copy ? PdfTextElement.Squeezed(copy.Text) : null;
        _repeated = [.. new[] { NumberBlock.LineOf(picture), Identifier, SignatureLine }.Select(PdfTextElement.Squeezed)];
    }

    private string Identifier => $"{Furniture.Of(Furniture.Identifier, _picture.Bilingual)} {_picture.Identifier}";

    private string SignatureLine => $"{_picture.Title} {_picture.Number}";

    /// <summary>The first difference, or null where the pages show the picture.</summary>
    /// <param name="picture">What the data would show.</param>
    /// <param name="shown">What the pages show.</param>
    public static FaceDifference? Compare(LicencePicture picture, IReadOnlyList<PdfTextElement> shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        FaceText face = new(picture);
        for (int i = 0; i < shown.Count; i++)
        {
            PdfTextElement element = shown[i];
            string text = PdfTextElement.Squeezed(element.Text);
            if (element.Said is { } said && PdfTextElement.Squeezed(said) != text)
            {
                return FaceDifference.ReadAloud;
            }

            string? next = i + 1 < shown.Count ? shown[i + 1].Tag : null;
            if (face.Take(element.Tag, text, next) is { } difference)
            {
                return difference;
            }
        }

        return face.Missing();
    }

    private FaceDifference? Take(string tag, string text, string? next) => tag switch
    {
        "H1" => TakeHeading(text),
        "P" => TakeParagraph(text),
        "TH" => TakeLabel(text, next),
        "TD" => TakeValue(text),
        _ => text.Length == 0 ? null : FaceDifference.Unexpected(text),
    };

    private FaceDifference? TakeHeading(string text)
    {
        // Each page has one.
        _pages++;
        return Remove(_headings, text) || IsFurtherPage(text) ? null : FaceDifference.Unexpected(text);
    }

    private bool IsFurtherPage(string text) =>
        text == PdfTextElement.Squeezed(_picture.Title + Furniture.FurtherPage)
        || (_picture.Signatures.Count > 0 && text == PdfTextElement.Squeezed(Furniture.Of(Furniture.SignaturePage, true)));

    private FaceDifference? TakeParagraph(string text)
    {
        if (Remove(_paragraphs, text) || _repeated.Contains(text) || FaceForms.IsPageNumber(text) || FaceForms.IsCheckCode(text, _picture.Bilingual))
        {
            return null;
        }

        _marks++;
        return text == _mark ? null
            : text.StartsWith(CopyMark.Beginning, StringComparison.Ordinal) ? FaceDifference.CopyMark : FaceDifference.Unexpected(text);
    }

    private FaceDifference? TakeLabel(string text, string? next)
    {
        _current = null;
        if (_grid?.TakeHead(text) is true)
        {
            return null;
        }

        if (next == "TD" && !_grids.Any(grid => grid.IsTitle(text)))
        {
            bool goesOn = FaceLine.TryContinued(text, out string label);
            _grid = null;
            _current = goesOn ? _lines.LastOrDefault(line => line.IsCalled(label) && line.IsBegun && !line.IsWhole)
                : _lines.FirstOrDefault(line => line.IsCalled(text) && !line.IsBegun);
            return _current is null ? new(label, label) : null;
        }

        if (_grids.FirstOrDefault(grid => grid.IsTitle(text) && !grid.IsBegun) is { } table)
        {
            table.Begin();
            _grid = table;
            return null;
        }

        return Remove(_titles, text) ? null : FaceDifference.Unexpected(text);
    }

    private FaceDifference? TakeValue(string text)
    {
        if (_current is { } line)
        {
            _current = null;
            return line.Take(text) ? null : line.DifferenceFrom(text);
        }

        return _grid is not { } grid ? FaceDifference.Unexpected(text) : grid.Take(text) ? null : grid.Difference;
    }

    private FaceDifference? Missing() =>
        _lines.FirstOrDefault(line => !line.IsWhole)?.DifferenceFrom("")
        ?? _grids.FirstOrDefault(grid => !grid.IsWhole)?.Difference
        ?? (_mark is not null && _marks != _pages ? FaceDifference.CopyMark : null)
        ?? (_headings.Concat(_titles).Concat(_paragraphs).FirstOrDefault() is { } text ? FaceDifference.Absent(text) : null);

    private static bool Remove(List<string> texts, string text) => texts.Remove(text);

    private static void Squeeze(List<string> texts)
    {
        for (int i = 0; i < texts.Count; i++)
        {
            texts[i] = PdfTextElement.Squeezed(texts[i]);
        }
    }
}
