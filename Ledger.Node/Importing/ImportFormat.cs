namespace Ledger.Node.Importing;

/// <summary>The forms in which an import takes its rows.</summary>
internal enum ImportFormat
{
    /// <summary>CSV (RFC 4180) with a first row of column names.</summary>
    Csv,

    /// <summary>One licence in each line, JSON as the interface takes it.</summary>
    JsonLines,

    /// <summary>One 用证码 record in each line, JSON or what passes for it.</summary>
    LicenceCode,
}

/// <summary>The names of <see cref="ImportFormat"/> in requests and answers.</summary>
internal static class ImportFormatText
{
    /// <summary>The name; never changes once released.</summary>
    public static string Text(this ImportFormat format) => format switch
    {
        ImportFormat.Csv => "csv",
        ImportFormat.JsonLines => "jsonl",
        ImportFormat.LicenceCode => "licence-code",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The format of a name, or null.</summary>
    public static ImportFormat? Find(string text) =>
        Enum.GetValues<ImportFormat>().Cast<ImportFormat?>().FirstOrDefault(format => format!.Value.Text() == text);
}
