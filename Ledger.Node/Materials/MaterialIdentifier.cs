using System.Globalization;
using System.Security.Cryptography;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Materials;

/// <summary>
/// 电子材料标识: <c>CL.&lt;材料目录编码&gt;.&lt;归集机构&gt;.&lt;流水号&gt;.&lt;版本&gt;.&lt;校验位&gt;</c>. The check character is that of licence
/// identifiers (GB/T 36904, MOD 37,36), over the parts without root and dots.
/// </summary>
internal sealed record MaterialIdentifier
{
    /// <summary>Characters of every identifier.</summary>
    public const int Length = 2 + 1 + MaterialCode.Length + 1 + UnifiedSocialCreditCode.Length + 1 + SerialLength + 1 + 3 + 1 + 1;

    /// <summary>The last version that three digits can name.</summary>
    public const int LastVersion = 999;

    private const string Root = "CL";
    private const int SerialLength = 16;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private MaterialIdentifier(string type, string authority, string serial, int version) =>
        (Type, Authority, Serial, Version) = (type, authority, serial, version);

    /// <summary>材料目录编码.</summary>
    public string Type { get; }

    /// <summary>归集机构: unified social credit code.</summary>
    public string Authority { get; }

    /// <summary>流水号: 16 random digits and capital letters, the same for every version. It says nothing about anybody.</summary>
    public string Serial { get; }

    /// <summary>版本: 1 to 999.</summary>
    public int Version { get; }

    private string Covered => string.Create(CultureInfo.InvariantCulture, $"{Type}{Authority}{Serial}{Version:000}");

    /// <summary>The identifier of a new material.</summary>
    /// <param name="type">材料目录编码.</param>
    /// <param name="authority">归集机构.</param>
    public static MaterialIdentifier New(string type, string authority) => new(type, authority, RandomNumberGenerator.GetString(Alphabet, SerialLength), 1);

    /// <summary>The identifier of the next version.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: this is the last that can be named.</exception>
    public MaterialIdentifier Next() => Version < LastVersion
        ? new MaterialIdentifier(Type, Authority, Serial, Version + 1)
        : throw new LedgerException(LedgerError.WrongState, $"材料最多 {LastVersion} 个版本。", $"A material has {LastVersion} versions at most.");

    /// <summary>Reads an identifier.</summary>
    /// <returns>Null for any text that is none, a wrong check character included.</returns>
    public static MaterialIdentifier? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Length == Length ? text.Split('.') : [];
        bool hasParts = parts.Length == 6 && parts[0] == Root && MaterialCode.IsValid(parts[1]) && UnifiedSocialCreditCode.IsValid(parts[2])
            && parts[3].Length == SerialLength && parts[3].All(c => Alphabet.Contains(c, StringComparison.Ordinal))
            && parts[4].Length == 3 && !parts[4].AsSpan().ContainsAnyExceptInRange('0', '9') && parts[4] != "000";
        MaterialIdentifier? read = hasParts
            ? new MaterialIdentifier(parts[1], parts[2], parts[3], int.Parse(parts[4], CultureInfo.InvariantCulture))
            : null;
        return read?.ToString() == text ? read : null;
    }

    /// <summary>The six parts joined by dots.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Root}.{Type}.{Authority}.{Serial}.{Version:000}.{Mod37x36.Compute(Covered)}");
}
