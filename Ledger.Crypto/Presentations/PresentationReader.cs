using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Presentations;

/// <summary>Reads what <see cref="PresentationWriter"/> writes, and computes what it leaves out: what is computed is not thereby proven.</summary>
internal static class PresentationReader
{
    /// <summary>Characters of a licence type's code.</summary>
    public const int TypeLength = 21;

    private const int LongestText = 200;
    private const int IssuerLength = 18;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The presentation, its signature left empty.</summary>
    /// <exception cref="FormatException">The bytes cannot be read.</exception>
    public static Presentation Read(ReadOnlySpan<byte> bytes)
    {
        DenseReader reader = new(bytes);
        Require(reader.Byte() == PresentationWriter.Version, "Another version.");
        byte parts = reader.Byte();
        Require(parts <= (PresentationWriter.HasLicence | PresentationWriter.HasCertificate | PresentationWriter.HasAudience), "Unknown parts.");
        byte[] nonce = reader.Bytes(Presentation.NonceLength).ToArray();
        DateTimeOffset issued = DateTimeOffset.FromUnixTimeSeconds(reader.Number(uint.MaxValue));
        int seconds = reader.Byte();
        Require(seconds is > 0 and <= Presentation.MaximumSeconds, "It counts for 1 to 60 seconds.");
        string? audience = (parts & PresentationWriter.HasAudience) == 0 ? null : Text(ref reader, Presentation.MaximumAudienceBytes);
        Require(audience is not "", "An audience is not empty.");
        string issuer = Text(ref reader, IssuerLength);
        string log = Forms.Origin(Text(ref reader, LongestText));
        PresentedStatus status = ReadStatus(ref reader);
        bool hasLicence = (parts & PresentationWriter.HasLicence) != 0;
        (PresentedLicence? licence, Digest? older) = hasLicence ? ReadLicence(ref reader, issuer, log) : (null, null);
        PresentedClaim[] claims = new PresentedClaim[reader.Number(Presentation.MaximumClaims)];
        for (int i = 0; i < claims.Length; i++)
        {
            claims[i] = ReadClaim(ref reader);
        }

        Certificate? certificate = (parts & PresentationWriter.HasCertificate) == 0 ? null : ReadCertificate(ref reader);
        Digest signingKey = certificate?.Thumbprint ?? reader.Digest();
        Require(reader.IsAtEnd, "More bytes follow.");
        if (licence is not null && older is null)
        {
            licence = licence with { Statement = licence.Statement with { SigningKey = signingKey } };
        }

        return new Presentation(nonce, issued, seconds, audience, issuer, log, status, licence, claims, signingKey, certificate, default);
    }

    private static PresentedStatus ReadStatus(ref DenseReader reader)
    {
        SubjectStatus status = (SubjectStatus)reader.Byte();
        Require(Enum.IsDefined(status), "An unknown status.");
        return new PresentedStatus(status, reader.Time(), reader.Number(), reader.Digest());
    }

    /// <summary>The licence, and the key that signed it where that is not the one that signs the presentation.</summary>
    private static (PresentedLicence Licence, Digest? Older) ReadLicence(ref DenseReader reader, string issuer, string log)
    {
        string identifier = Text(ref reader, LongestText);
        string type = ReadType(ref reader, identifier);
        string handle = Convert.ToHexStringLower(reader.Bytes(StatementHandleLength));
        int count = (int)reader.Number(LicenceDocument.MaximumFields);
        int version = (int)reader.Number(999);
        DateOnly issuedOn = Day(reader.Number(DateOnly.MaxValue.DayNumber));
        DateOnly validFrom = Day(reader.Number(DateOnly.MaxValue.DayNumber));
        long end = reader.Number(DateOnly.MaxValue.DayNumber + 1L);
        string previous = Text(ref reader, LongestText);
        Digest sealKey = reader.Digest();
        byte hasOther = reader.Byte();
        Require(count > 0 && version > 0 && hasOther <= 1, "A number of the statement is out of range.");
        Digest? older = hasOther == 1 ? reader.Digest() : null;
        byte[] signature = reader.Bytes(Presentation.SignatureLength).ToArray();
        LicenceStatement statement = new(
            identifier, type, issuer, handle, log, default, count, version, issuedOn, validFrom, end == 0 ? null : Day(end - 1),
            previous.Length == 0 ? null : previous, sealKey, older ?? default);
        (FaceField[] fields, LicencePart part) = ReadFields(ref reader, statement);
        Digest root = PresentedLicence.RootOf(count, fields, part) ?? throw Unreadable("The fields have not the shape of a proof.");
        return (new PresentedLicence(statement with { FieldsRoot = root }, signature, fields, part), older);
    }

    private const int StatementHandleLength = 16;

    private static string ReadType(ref DenseReader reader, string identifier)
    {
        long place = reader.Number(LongestText);
        if (place == 0)
        {
            return Text(ref reader, TypeLength);
        }

        Require(place - 1 + TypeLength <= identifier.Length, "The type lies outside the identifier.");
        return identifier.Substring((int)place - 1, TypeLength);
    }

    private static (FaceField[] Fields, LicencePart Part) ReadFields(ref DenseReader reader, LicenceStatement statement)
    {
        FaceField[] fields = new FaceField[reader.Number(statement.FieldCount)];
        int[] places = new int[fields.Length];
        long next = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            long place = next + reader.Number(LicenceDocument.MaximumFields);
            Require(place < statement.FieldCount, "There are not so many fields.");
            (places[i], next) = ((int)place, place + 1);
            fields[i] = ReadField(ref reader, statement);
        }

        Require(fields.DistinctBy(field => field.Name).Count() == fields.Length, "Two fields of one name.");
        return (fields, new LicencePart(places, reader.Digests(FieldProof.HiddenCount(statement.FieldCount, places))));
    }

    private static FaceField ReadField(ref DenseReader reader, LicenceStatement statement)
    {
        long number = reader.Number(byte.MaxValue);
        string name = number == 0 ? Forms.Named(Text(ref reader, LongestText)) : PresentedName.Of(number);
        long length = reader.Number(Presentation.MaximumBytes);
        string value = length == 0
            ? PresentedName.ValueOf(name, statement) ?? throw Unreadable("The statement does not tell the value of a field.")
            : Decode(reader.Bytes(length - 1));
        return new FaceField(name, value, Convert.ToHexStringLower(reader.Bytes(FieldTree.SaltLength)));
    }

    private static PresentedClaim ReadClaim(ref DenseReader reader)
    {
        ClaimKind kind = (ClaimKind)reader.Byte();
        byte answer = reader.Byte();
        Require(Enum.IsDefined(kind) && answer <= 1, "An unknown answer.");
        return kind == ClaimKind.InForce
            ? new PresentedClaim(kind, answer == 1, Text(ref reader, TypeLength), Day(reader.Number(DateOnly.MaxValue.DayNumber)))
            : new PresentedClaim(kind, answer == 1);
    }

    private static Certificate ReadCertificate(ref DenseReader reader)
    {
        byte[] der = reader.Bytes(reader.Number(Presentation.MaximumBytes)).ToArray();
        try
        {
            return Certificate.Parse(der);
        }
        catch (CryptographicException e)
        {
            throw new FormatException("The certificate's key is not a point of its curve.", e);
        }
    }

    private static DateOnly Day(long number) => DateOnly.FromDayNumber((int)number);

    private static string Text(ref DenseReader reader, int longestBytes) => Decode(reader.Bytes(reader.Number(longestBytes)));

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("A text is not UTF-8.", e);
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw Unreadable(otherwise);
        }
    }

    private static FormatException Unreadable(string why) => new($"A presentation cannot be read: {why}");
}
