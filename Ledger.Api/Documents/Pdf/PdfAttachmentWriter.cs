using System.Globalization;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>Writes attached files and their entries in the catalogue.</summary>
internal static class PdfAttachmentWriter
{
    /// <summary>The catalogue entries /AF and /Names; empty without attachments.</summary>
    /// <exception cref="ArgumentException">A name is used twice or has characters other than printable ASCII.</exception>
    public static string Write(PdfOutput output, IReadOnlyList<PdfAttachment> attachments, DateTimeOffset time)
    {
        if (attachments.Count == 0)
        {
            return "";
        }

        StringBuilder names = new();
        StringBuilder associated = new();

        // A name tree is searched by halving: its names must be in order (§7.9.6).
        string? previous = null;
        foreach (PdfAttachment attachment in attachments.OrderBy(attachment => attachment.Name, StringComparer.Ordinal))
        {
            Check(attachment.Name, previous);
            previous = attachment.Name;
            string reference = PdfText.Reference(Write(output, attachment, time));
            associated.Append(associated.Length == 0 ? "" : " ").Append(reference);
            names.Append(CultureInfo.InvariantCulture, $"{Literal(attachment.Name)}{reference}");
        }

        return $"/AF[{associated}]/Names<</EmbeddedFiles<</Names[{names}]>>>>";
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

    private static int Write(PdfOutput output, PdfAttachment attachment, DateTimeOffset time)
    {
        int file = output.Stream(
            $"/Type/EmbeddedFile/Subtype{PdfText.Name(attachment.MediaType)}"
            + $"/Params<</Size {attachment.Data.Length}/ModDate{PdfText.Date(time)}>>",
            attachment.Data.Span);
        string reference = PdfText.Reference(file);
        return output.Object(
            $"<</Type/Filespec/F{Literal(attachment.Name)}/UF{PdfText.String(attachment.Name)}"
            + $"/Desc{PdfText.String(attachment.Description)}/AFRelationship/{attachment.Relationship}"
            + $"/EF<</F {reference}/UF {reference}>>>>");
    }
}
