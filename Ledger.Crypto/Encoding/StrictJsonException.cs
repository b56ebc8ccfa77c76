namespace Ledger.Crypto.Encoding;

/// <summary>A JSON text is refused.</summary>
public sealed class StrictJsonException : FormatException
{
    /// <summary>A refusal at a place.</summary>
    public StrictJsonException(StrictJsonError code, string path)
        : base($"JSON refused at '{path}': {code}.")
    {
        Code = code;
        Path = path;
    }

    /// <summary>Why.</summary>
    public StrictJsonError Code { get; }

    /// <summary>JSON pointer (RFC 6901) to the offending value or member; empty for the whole text.</summary>
    public string Path { get; }
}
