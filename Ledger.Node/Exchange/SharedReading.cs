using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Exchange;

/// <summary>
/// Finds the licence that a sharing service (GB/T 36906) is asked for, within what the caller may read. Whether the caller may is told from
/// the request alone, before anything is looked up: a refusal says nothing about what there is.
/// </summary>
internal sealed class SharedReading(LicenceRegister licences, LicenceTypes types)
{
    /// <summary>The element that names a licence.</summary>
    public const string Identifier = "CertificateID";

    /// <summary>The element that names a licence type, by code or by Chinese name.</summary>
    public const string Type = "CertificateType";

    /// <summary>The element that holds the printed number, where one licence of several is meant.</summary>
    public const string Number = "CertificateNumber";

    /// <summary>The element that holds the holder's code.</summary>
    public const string HolderCode = "CertificateHolderCode";

    /// <summary>The element that says of which type the holder's code is, where the caller knows.</summary>
    public const string HolderType = "CertificateHolderTypeCode";

    /// <summary>The licence of an identifier.</summary>
    /// <exception cref="ExchangeException">Every way in which there is none to read.</exception>
    public FittingLicences ByIdentifier(ReadingRight right, ExchangeElements elements)
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(elements);
        elements.Require(Identifier);
        FileRequest.Check(elements);
        LicenceIdentifier identifier = Read(elements[Identifier]);
        if (types.Find(identifier.Type) is null)
        {
            throw WrongType();
        }

        OpenedLicence? found = right.Covers(identifier) ? licences.FindFor(right, identifier) : throw NotEntitled();
        return new FittingLicences(found ?? throw NotFound("没有这份证照。", "there is no such licence."), 1);
    }

    /// <summary>A holder's licence of a type: of several the newest in force, unless the number says which.</summary>
    /// <exception cref="ExchangeException">Every way in which there is none to read.</exception>
    public FittingLicences ByHolder(ReadingRight right, ExchangeElements elements)
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(elements);
        elements.Require(Type, HolderCode);
        FileRequest.Check(elements);
        string[] codes = TypesCalled(elements[Type]);
        IReadOnlyList<NamedHolder> holders = NamedHolder.Of(elements[HolderType], elements[HolderCode]);
        (OpenedLicence? found, int fitting) = licences.FindFor(
            right, codes, holders.Select(holder => (holder.CodeType, holder.Code)), elements[Number]);
        return found is not null ? new FittingLicences(found, fitting)
            : codes.All(right.CoversAllOf) ? throw NotFound("持证主体没有此类证照。", "the holder has no such licence.")
            : throw NotFound(
                "本机构未向该持证主体颁发此类证照；此类证照也未共享给调用方。",
                "the caller's authority issued none to this holder; the type is not shared with the caller.");
    }

    private static LicenceIdentifier Read(string text)
    {
        if (LicenceIdentifier.FindFault(text) is { } fault)
        {
            throw NotFound(fault.Chinese, fault.English);
        }

        // What its own check character gives the lie to was mistyped, and saying so tells nothing.
        return LicenceIdentifier.Parse(text) is { Check: not IdentifierCheck.Wrong } identifier
            ? identifier
            : throw NotFound("证照标识的校验位不符。", "the check character of the identifier does not fit.");
    }

    private static ExchangeException NotFound(string chinese, string english) =>
        new(ExchangeStatus.NotFound, $"未找到匹配的证照信息：{chinese}", $"No licence fits: {english}");

    private static ExchangeException NotEntitled() => new(
        ExchangeStatus.NotEntitled,
        "该用户无访问该证的权限：此类证照未共享给调用方。",
        "The caller may not read this licence: its type is not shared with the caller.");

    private static ExchangeException WrongType() =>
        new(ExchangeStatus.WrongType, "证照类型代码有误。", "There is no such licence type.");

    /// <summary>Clients in use name a type by its Chinese name, the interface by its code.</summary>
    private string[] TypesCalled(string text)
    {
        string[] codes = [.. types.All.Where(type => type.Code == text || type.Name == text).Select(type => type.Code)];
        return codes.Length > 0 ? codes : throw WrongType();
    }
}
