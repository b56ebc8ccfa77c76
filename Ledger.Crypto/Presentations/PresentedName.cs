using System.Globalization;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Presentations;

/// <summary>Names of fields that a presentation writes as one byte, and values that it leaves out since the statement has them.</summary>
internal static class PresentedName
{
    // The place in the list is what is written, from 1; names are only ever added at its end.
    private static readonly string[] Names =
    [
        "ZZMC", "ZZLXDM", "ZZBH", "ZZBS", "ZZBFJG", "ZZBFJGDM", "ZZBFRQ", "CZZT", "CZZTDM", "CZZTDMLXDM", "ZZYXQQSRQ", "ZZYXQJZRQ",
    ];

    /// <summary>The number of a name; 0 for one that is written out.</summary>
    public static int NumberOf(string name) => Array.IndexOf(Names, name) + 1;

    /// <summary>The name with a number.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string Of(long number) => number >= 1 && number <= Names.Length
        ? Names[number - 1]
        : throw new FormatException("No field has such a number.");

    /// <summary>The value that a field has by the statement; null for one that the statement does not tell.</summary>
    public static string? ValueOf(string name, LicenceStatement statement) => name switch
    {
        "ZZLXDM" => statement.Type,
        "ZZBS" => statement.Identifier,
        "ZZBFJGDM" => statement.Issuer,
        "ZZBFRQ" => Text(statement.IssuedOn),
        "ZZYXQQSRQ" => Text(statement.ValidFrom),
        "ZZYXQJZRQ" => statement.ValidTo is DateOnly last ? Text(last) : "长期",
        _ => null,
    };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
