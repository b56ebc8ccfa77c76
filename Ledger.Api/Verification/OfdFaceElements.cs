using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification;

/// <summary>
/// Finds out which element of a licence each piece of text of an OFD is, by the order in which the design draws. It only proposes: whether the
/// elements are those of the data, each once and nothing besides, <see cref="FaceText"/> decides, and what fits nowhere is a text that nothing
/// asked for.
/// </summary>
internal sealed class OfdFaceElements
{
    /// <summary>What follows the rows of a further page.</summary>
    private const string PageNumberBegin = "第";

    private readonly LicencePicture _picture;
    private readonly List<PdfTextElement> _elements = [];
    private readonly FaceFlow _aside;
    private readonly FaceFlow _body;
    private FacePieces _page = new([]);

    private OfdFaceElements(LicencePicture picture)
    {
        _picture = picture;
        PrintedOrder order = PrintedOrder.Of(picture);
        _aside = new FaceFlow(FaceRow.Aside(picture, order));
        _body = new FaceFlow(FaceRow.Body(picture, order));
    }

    private bool Bilingual => _picture.Bilingual;

    private string CopyText => _picture.Copy?.Text ?? "";

    private string Number => NumberBlock.LineOf(_picture);

    private string Identifier => $"{Furniture.Of(Furniture.Identifier, Bilingual)} {_picture.Identifier}";

    /// <summary>The elements, in the order of the pages.</summary>
    /// <param name="picture">What the data would show.</param>
    /// <param name="pages">What the pages show.</param>
    public static IReadOnlyList<PdfTextElement> Of(LicencePicture picture, IReadOnlyList<IReadOnlyList<OfdPiece>> pages)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(pages);
        OfdFaceElements found = new(picture);
        for (int i = 0; i < pages.Count; i++)
        {
            found._page = new FacePieces(pages[i]);
            if (i == 0)
            {
                found.ReadFirst();
            }
            else
            {
                found.ReadFurther();
            }

            found.TakeRest();
        }

        return found._elements;
    }

    private void ReadFirst()
    {
        Whole("H1", _picture.Title);
        Whole("P", Bilingual ? _picture.TitleEnglish : "");
        Whole("P", _picture.Subtitle);
        Whole("P", Number);
        Whole("P", _picture.Template.Statement is { } statement ? Furniture.Of(statement, Bilingual) : "");
        string[] notes = [.. (_picture.Template.Notes ?? []).Select(note => Furniture.Of(note, Bilingual))];
        string[] after = [.. notes.Append(CopyText).Append(Furniture.Of(Furniture.CheckCode, Bilingual)).Select(PdfTextElement.Squeezed)];
        _aside.Read(_page, [_body.First, .. after], _elements);
        _body.Read(_page, after, _elements);
        foreach (string note in notes)
        {
            Whole("P", note);
        }

        Whole("P", CopyText);
        Form(text => FaceForms.IsCheckCode(text, Bilingual));
        Whole("P", _picture.VerificationHint);
        Whole("P", Identifier);
        Whole("P", Furniture.Of(_picture.IssuerLabel, Bilingual));
        Whole("P", _picture.Issuer);
        Whole("P", _picture.IssueDate);
        Whole("P", Furniture.Of(Furniture.Scan, Bilingual));
        Form(FaceForms.IsPageNumber);
    }

    private void ReadFurther()
    {
        Whole("H1", _picture.Title + Furniture.FurtherPage);
        Whole("P", Number);
        Whole("P", Identifier);
        (_aside.IsDone ? _body : _aside).Read(_page, [.. new[] { CopyText, PageNumberBegin }.Select(PdfTextElement.Squeezed)], _elements);
        Whole("P", CopyText);
        Form(FaceForms.IsPageNumber);
    }

    private void Whole(string tag, string text)
    {
        string squeezed = PdfTextElement.Squeezed(text);
        if (_page.TryTake(squeezed))
        {
            _elements.Add(new PdfTextElement(tag, squeezed, null));
        }
    }

    private void Form(Func<string, bool> hasForm)
    {
        if (_page.TakeForm(hasForm) is string text)
        {
            _elements.Add(new PdfTextElement("P", text, null));
        }
    }

    private void TakeRest()
    {
        while (_page.Next is not null)
        {
            _elements.Add(new PdfTextElement("P", _page.Take(), null));
        }
    }
}
