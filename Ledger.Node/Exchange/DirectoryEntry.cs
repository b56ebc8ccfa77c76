using System.Globalization;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Exchange;

/// <summary>A licence's entry in the directory (证照目录, GB/T 36902-2018). Personal data, in memory only.</summary>
/// <param name="Licence">The licence.</param>
/// <param name="Type">Its type, or null where the catalogue no longer has it.</param>
/// <param name="State">What it is today.</param>
/// <param name="Document">Its document, or null where its content was erased.</param>
internal sealed record DirectoryEntry(Licence Licence, LicenceType? Type, LicenceState State, LicenceDocument? Document)
{
    /// <summary>证照版本号, three digits.</summary>
    public string Version => Licence.Identifier.Version.ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>证照编号, or null after erasure.</summary>
    public string? Number => Document?[FaceNames.Number];

    /// <summary>证照颁发机构, or null after erasure.</summary>
    public string? IssuerName => Document?[FaceNames.Issuer];

    /// <summary>持证主体, all of them in printed order; none after erasure.</summary>
    public IReadOnlyList<HolderIdentity> Holders => Document is null ? [] : [.. LicenceFace.HoldersOf(Document)];

    /// <summary>扩展业务信息: the fields that only its type has, with their prefix; none after erasure.</summary>
    public IReadOnlyDictionary<string, string> Extensions => Document is null
        ? new Dictionary<string, string>()
        : LicenceFace.FieldsOf(Document).ToDictionary(item => FaceNames.ExtensionPrefix + item.Key, item => item.Value);

    /// <summary>The code that the type's ministry has for the state, or null.</summary>
    public string? StateCode => Type?.StatusCodes?.Of(State.Code());

    /// <summary>When it was issued, a Beijing clock.</summary>
    public string CreatedAt => BeijingTime.TextOf(Licence.IssuedAt);

    /// <summary>When the last event was written, a Beijing clock.</summary>
    public string UpdatedAt => BeijingTime.TextOf(Licence.LastAt);

    /// <summary>持证主体代码类型: the name of a holder's code type.</summary>
    public static string? TypeNameOf(HolderIdentity holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return HolderCodeType.Find(holder.CodeType)?.Chinese;
    }

    /// <summary>The identifier alone, so that no log line or exception gives a name away.</summary>
    public override string ToString() => Licence.Identifier.ToString();
}
