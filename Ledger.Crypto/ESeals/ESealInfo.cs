using System.Formats.Asn1;
using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.ESeals;

/// <summary>What a seal says about itself: the part its maker signs (SES_SealInfo, GB/T 38540-2020).</summary>
/// <param name="VendorId">The maker's system, up to 128 ASCII characters.</param>
/// <param name="Id">The seal's identifier, 1 to 128 ASCII characters.</param>
/// <param name="Type">Kind of seal, 0 or more; the standard leaves the list to the maker.</param>
/// <param name="Name">The seal's name, 1 to 200 characters.</param>
/// <param name="Signers">Which certificates may apply it.</param>
/// <param name="CreatedAt">When it was made, to the second.</param>
/// <param name="ValidFrom">First second it may be applied.</param>
/// <param name="ValidUntil">Last second it may be applied.</param>
/// <param name="Picture">What it shows.</param>
public sealed record ESealInfo(
    string VendorId,
    string Id,
    int Type,
    string Name,
    ESealSignerList Signers,
    DateTimeOffset CreatedAt,
    DateTimeOffset ValidFrom,
    DateTimeOffset ValidUntil,
    ESealPicture Picture)
{
    /// <summary>The structure version made and verified here.</summary>
    public const int CurrentVersion = 4;

    private const string HeaderId = "ES";
    private const int MaxIdCharacters = 128;
    private const int MaxNameCharacters = 200;

    /// <summary>Structure version; <see cref="CurrentVersion"/> unless another was read.</summary>
    public int Version { get; private init; } = CurrentVersion;

    /// <summary>Whether the seal may be applied at a time.</summary>
    public bool IsValidAt(DateTimeOffset time) =>
        time >= ValidFrom && time.ToUnixTimeSeconds() <= ValidUntil.ToUnixTimeSeconds(); // 9999-12-31 has no next second

    internal static ESealInfo Read(AsnReader reader)
    {
        AsnReader fields = reader.ReadSequence();
        (int version, string vendorId) = ReadHeader(fields.ReadSequence());
        string id = fields.ReadCharacterString(UniversalTagNumber.IA5String);
        AsnReader property = fields.ReadSequence();
        ESealInfo info = new(
            vendorId,
            id,
            Der.ReadNumber(property),
            property.ReadCharacterString(UniversalTagNumber.UTF8String),
            ESealSignerList.Read(property),
            Der.ReadTime(property),
            Der.ReadTime(property),
            Der.ReadTime(property),
            ESealPicture.Read(fields))
        {
            Version = version,
        };
        property.ThrowIfNotEmpty();
        ESealExtensions.Skip(fields);
        fields.ThrowIfNotEmpty();
        return info.IsWithinLimits() ? info : throw new FormatException("A seal's fields are out of range.");
    }

    /// <exception cref="ArgumentException">A field is out of the range its description gives.</exception>
    internal byte[] Encode()
    {
        if (!IsWithinLimits())
        {
            throw new ArgumentException("A field of the seal is out of range.");
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, HeaderId);
                writer.WriteInteger(Version);
                writer.WriteCharacterString(UniversalTagNumber.IA5String, VendorId);
            }

            writer.WriteCharacterString(UniversalTagNumber.IA5String, Id);
            using (writer.PushSequence())
            {
                WriteProperty(writer);
            }

            Picture.Write(writer);
        }

        return writer.Encode();
    }

    private void WriteProperty(AsnWriter writer)
    {
        writer.WriteInteger(Type);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, Name);
        Signers.Write(writer);
        writer.WriteGeneralizedTime(CreatedAt, omitFractionalSeconds: true);
        writer.WriteGeneralizedTime(ValidFrom, omitFractionalSeconds: true);
        writer.WriteGeneralizedTime(ValidUntil, omitFractionalSeconds: true);
    }

    private static (int Version, string VendorId) ReadHeader(AsnReader header)
    {
        string id = header.ReadCharacterString(UniversalTagNumber.IA5String);
        int version = Der.ReadNumber(header);
        string vendorId = header.ReadCharacterString(UniversalTagNumber.IA5String);
        header.ThrowIfNotEmpty();
        return id == HeaderId ? (version, vendorId) : throw new FormatException("A seal does not begin with its mark.");
    }

    private bool IsWithinLimits() =>
        VendorId.Length <= MaxIdCharacters
        && Id.Length is > 0 and <= MaxIdCharacters
        && Type >= 0
        && Name.Length is > 0 and <= MaxNameCharacters
        && ValidFrom <= ValidUntil;
}
