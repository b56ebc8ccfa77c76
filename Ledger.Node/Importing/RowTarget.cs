using Ledger.Node.Licences;

namespace Ledger.Node.Importing;

/// <summary>
/// Where a value of a row goes in the request that becomes of it: the members of an issue request, those of its holder and its fields
/// behind a dot (<c>holder.name</c>, <c>fields.JYZMC</c>).
/// </summary>
internal static class RowTarget
{
    /// <summary>证照类型代码.</summary>
    public const string Type = "type";

    /// <summary>证照颁发机构代码; the job's own authority where a row says nothing.</summary>
    public const string Issuer = "issuer";

    /// <summary>流水号 of the identifier.</summary>
    public const string Serial = "serial";

    /// <summary>证照编号 as printed.</summary>
    public const string Number = "number";

    /// <summary>A whole 证照标识: gives type and serial where the row has none.</summary>
    public const string Identifier = "identifier";

    /// <summary>Name of the holder.</summary>
    public const string HolderName = "holder.name";

    /// <summary>持证主体代码类型.</summary>
    public const string HolderCodeType = "holder.codeType";

    /// <summary>持证主体代码.</summary>
    public const string HolderCode = "holder.code";

    /// <summary>First day of validity.</summary>
    public const string ValidFrom = "validFrom";

    /// <summary>Last day of validity; 长期 or nothing for none.</summary>
    public const string ValidTo = "validTo";

    /// <summary>法律依据; the type's own where a row says nothing.</summary>
    public const string LegalBasis = "legalBasis";

    /// <summary>Day of the decision.</summary>
    public const string DecidedOn = "decidedOn";

    /// <summary>经办人 account.</summary>
    public const string Operator = "operator";

    /// <summary>A note, kept sealed.</summary>
    public const string Note = "note";

    /// <summary>转入: identifier of the licence that is taken over.</summary>
    public const string TakesOver = "takesOver";

    /// <summary>Before the place of a joint holder, from 0, and a member of it: <c>coHolders.0.name</c>.</summary>
    public const string CoHolderPrefix = "coHolders.";

    /// <summary>Before the place, from 0, of a licence that a composite one brings together.</summary>
    public const string ComponentPrefix = "components.";

    /// <summary>Before the key of a field of the face.</summary>
    public const string FieldPrefix = "fields.";

    /// <summary>The number under which a row was refused, in files of corrected rows.</summary>
    public const string Row = "row";

    // GB/T 36903-2018; the empty target is a name that is known and not kept, because the node works it out itself.
    private static readonly Dictionary<string, string> National = new(StringComparer.Ordinal)
    {
        ["ZZLXDM"] = Type,
        ["ZZBFJGDM"] = Issuer,
        ["ZZBH"] = Number,
        ["ZZBS"] = Identifier,
        ["CZZT"] = HolderName,
        ["CZZTDM"] = HolderCode,
        ["CZZTDMLXDM"] = HolderCodeType,
        ["ZZYXQQSRQ"] = ValidFrom,
        ["ZZYXQJZRQ"] = ValidTo,
        ["ZZMC"] = "",
        ["ZZLXMC"] = "",
        ["ZZBFJG"] = "",
        ["ZZBFRQ"] = "",
        ["CZZTDMLX"] = "",
        ["CJSJ"] = "",
    };

    private static readonly HashSet<string> All =
    [
        Type, Issuer, Serial, Number, Identifier, HolderName, HolderCodeType, HolderCode, ValidFrom, ValidTo, LegalBasis, DecidedOn,
        Operator, Note, TakesOver,
        .. Enumerable.Range(0, IssueLicence.MaximumHolders - 1)
            .SelectMany(place => new[] { "name", "codeType", "code" }.Select(member => $"{CoHolderPrefix}{place}.{member}")),
        .. Enumerable.Range(0, IssueLicence.MaximumComponents).Select(place => $"{ComponentPrefix}{place}"),
    ];

    /// <summary>Whether the text is a target, and not <see cref="Row"/>.</summary>
    public static bool IsTarget(string text) => All.Contains(text)
        || (text.StartsWith(FieldPrefix, StringComparison.Ordinal) && IsFieldKey(text[FieldPrefix.Length..]));

    /// <summary>
    /// The target that a column or member of that name has by itself: a target's own name, a national metadata name, or the key of a
    /// field with or without its <c>KZ_</c>. Empty for a name that is known and not kept; null for one that says nothing.
    /// </summary>
    public static string? Of(string name) =>
        IsTarget(name) ? name
        : National.TryGetValue(name, out string? target) ? target
        : !IsFieldKey(name) ? null
        : FieldPrefix + (name.StartsWith("KZ_", StringComparison.Ordinal) ? name[3..] : name);

    /// <summary>The JSON pointer of a target in the request, as refusals name it.</summary>
    public static string Pointer(string target) => "/" + target.Replace('.', '/');

    private static bool IsFieldKey(string text) => text.Length is > 0 and <= 64
        && char.IsAsciiLetterUpper(text[0])
        && text.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_');
}
