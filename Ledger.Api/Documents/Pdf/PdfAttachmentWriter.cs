namespace Ledger.Api.Documents.Pdf;

/// <summary>Writes attached files and their entries in the catalogue.</summary>
internal static class PdfAttachmentWriter
{
    /// <summary>Writes the files, in the order of their names, with the numbers of their streams.</summary>
    /// <exception cref="ArgumentException">A name is used twice or has characters other than printable ASCII.</exception>
    public static IReadOnlyList<(PdfAttachment Attachment, int Number)> WriteFiles(
        PdfOutput output, IReadOnlyList<PdfAttachment> attachments, DateTimeOffset time)
    {
        List<(PdfAttachment Attachment, int Number)> files = [];

        // A name tree is searched by halving: its names must be in order (§7.9.6).
        string? previous = null;
        foreach (PdfAttachment attachment in attachments.OrderBy(attachment => attachment.Name, StringComparer.Ordinal))
        {
            Check(attachment.Name, previous);
            previous = attachment.Name;
            files.Add((attachment, output.Stream(
                $"/Type/EmbeddedFile/Subtype{PdfText.Name(attachment.MediaType)}"
                + $"/Params<</Size {attachment.Data.Length}/ModDate{PdfText.Date(time)}>>",
                attachment.Data.Span)));
        }

        return files;
    }

    /// <summary>Writes what the files are; the catalogue entries /AF and /Names, empty without attachments.</summary>
    public static string WriteNames(PdfOutput output, IReadOnlyList<(PdfAttachment Attachment, int Number)> files)
    {
        if (files.Count == 0)
        {
            return "";
        }

        string[] references = [.. files.Select(file => PdfText.Reference(WriteSpecification(output, file.Attachment, PdfText.Reference(file.Number))))];
        string names = string.Concat(files.Zip(references, (file, reference) => Literal(file.Attachment.Name) + reference));
        return $"/AF[{string.Join(' ', references)}]/Names<</EmbeddedFiles<</Names[{names}]>>>>";
    }

    private static void Check(string name, string? previous)
    {
        bool printable = name.Length is > 0 and <= 100
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
        if (!printable || name == previous)
        {
            throw new ArgumentException($"'{name}' cannot be an attachment's name, or is used twice.");
        }
    }

    private static string Literal(string name) => $"({name})";

    private static int WriteSpecification(PdfOutput output, PdfAttachment attachment, string file) => output.Object(
        $"<</Type/Filespec/F{Literal(attachment.Name)}/UF{PdfText.String(attachment.Name)}"
        + $"/Desc{PdfText.String(attachment.Description)}/AFRelationship/{attachment.Relationship}"
        + $"/EF<</F {file}/UF {file}>>>>");
}
