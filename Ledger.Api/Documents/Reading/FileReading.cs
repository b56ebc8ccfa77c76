namespace Ledger.Api.Documents.Reading;

/// <summary>What reading one untrusted file gave: exactly one of these is there.</summary>
internal sealed record FileReading
{
    /// <summary>A signed licence PDF of this system.</summary>
    public PdfReading? Pdf { get; init; }

    /// <summary>An OFD, of this system or of another.</summary>
    public OfdReading? Ofd { get; init; }

    /// <summary>A PDF of another system.</summary>
    public OthersPdf? Others { get; init; }

    /// <summary>Why the file was not read.</summary>
    public FileRefusal? Refusal { get; init; }

    /// <summary>A file that was not read.</summary>
    public static FileReading Refused(FileRefusalReason reason, string message) => new() { Refusal = new FileRefusal(reason, message) };
}
