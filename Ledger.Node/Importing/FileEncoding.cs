using System.Text;

namespace Ledger.Node.Importing;

/// <summary>The encodings in which departments' files come. Bytes that are no text in them are refused, not replaced.</summary>
internal static class FileEncoding
{
    /// <summary>UTF-8, with or without a byte order mark.</summary>
    public const string Utf8 = "utf-8";

    /// <summary>GB 18030, as older systems in China write it.</summary>
    public const string Gb18030 = "gb18030";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private static readonly Encoding StrictGb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        Gb18030, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The encoding of that name, letter case ignored; null where it is neither of the two.</summary>
    public static Encoding? Find(string name) => name.ToUpperInvariant() switch
    {
        "UTF-8" => StrictUtf8,
        "GB18030" => StrictGb18030,
        _ => null,
    };
}
