using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Presentations;

/// <summary>Writes a presentation up to its signature; docs/formats.md has the form.</summary>
internal static class PresentationWriter
{
    internal const byte Version = 1;
    internal const byte HasLicence = 1;
    internal const byte HasCertificate = 2;
    internal const byte HasAudience = 4;

    /// <summary>Everything that is signed.</summary>
    /// <exception cref="FormatException">A number is negative.</exception>
    public static byte[] Unsigned(Presentation presentation)
    {
        DenseWriter writer = new();
        writer.Byte(Version);
        writer.Byte((byte)((presentation.Licence is null ? 0 : HasLicence)
            | (presentation.Certificate is null ? 0 : HasCertificate)
            | (presentation.Audience is null ? 0 : HasAudience)));
        writer.Bytes(presentation.Nonce.Span);
        writer.Number(presentation.IssuedAt.ToUnixTimeSeconds());
        writer.Byte(checked((byte)presentation.Seconds));
        if (presentation.Audience is string audience)
        {
            Text(writer, audience);
        }

        Text(writer, presentation.Issuer);
        Text(writer, presentation.Log);
        writer.Byte((byte)presentation.Status.Status);
        writer.Number(presentation.Status.CheckpointTime.ToUnixTimeMilliseconds());
        writer.Number(presentation.Status.Size);
        writer.Digest(presentation.Status.Root);
        if (presentation.Licence is PresentedLicence licence)
        {
            Licence(writer, licence, presentation.SigningKey);
        }

        writer.Number(presentation.Claims.Count);
        foreach (PresentedClaim claim in presentation.Claims)
        {
            Claim(writer, claim);
        }

        // The certificate's own hash is not written beside it.
        if (presentation.Certificate is { } certificate)
        {
            writer.Counted(certificate.Raw.Span);
        }
        else
        {
            writer.Digest(presentation.SigningKey);
        }

        return writer.ToArray();
    }

    private static void Licence(DenseWriter writer, PresentedLicence licence, Hashing.Digest signingKey)
    {
        LicenceStatement statement = licence.Statement;
        Text(writer, statement.Identifier);
        Within(writer, statement.Identifier, statement.Type);
        writer.Bytes(statement.HandleBytes());
        writer.Number(statement.FieldCount);
        writer.Number(statement.Version);
        writer.Number(statement.IssuedOn.DayNumber);
        writer.Number(statement.ValidFrom.DayNumber);
        writer.Number(statement.ValidTo is DateOnly last ? last.DayNumber + 1 : 0);
        Text(writer, statement.Previous ?? "");
        writer.Digest(statement.SealKey);
        writer.Byte(statement.SigningKey == signingKey ? (byte)0 : (byte)1);
        if (statement.SigningKey != signingKey)
        {
            writer.Digest(statement.SigningKey);
        }

        writer.Bytes(licence.Signature.Span);
        writer.Number(licence.Fields.Count);
        int next = 0;
        for (int i = 0; i < licence.Fields.Count; i++)
        {
            writer.Number(licence.Part.Places[i] - next);
            next = licence.Part.Places[i] + 1;
            Field(writer, licence.Fields[i], statement);
        }

        writer.Digests(licence.Part.Hidden, licence.Part.Hidden.Count);
    }

    private static void Field(DenseWriter writer, FaceField field, LicenceStatement statement)
    {
        int number = PresentedName.NumberOf(field.Name);
        writer.Number(number);
        if (number == 0)
        {
            Text(writer, field.Name);
        }

        byte[] value = System.Text.Encoding.UTF8.GetBytes(field.Value);
        bool isTold = field.Value == PresentedName.ValueOf(field.Name, statement);
        writer.Number(isTold ? 0 : value.Length + 1);
        writer.Bytes(isTold ? [] : value);
        writer.Bytes(Convert.FromHexString(field.Salt));
    }

    private static void Claim(DenseWriter writer, PresentedClaim claim)
    {
        writer.Byte((byte)claim.Kind);
        writer.Byte(claim.Answer ? (byte)1 : (byte)0);
        if (claim.Kind == ClaimKind.InForce)
        {
            Text(writer, claim.Type!);
            writer.Number(claim.Since!.Value.DayNumber);
        }
    }

    /// <summary>A text that usually stands in another: as its place there from 1, or else as 0 and the text.</summary>
    private static void Within(DenseWriter writer, string whole, string part)
    {
        int place = part.Length == PresentationReader.TypeLength ? whole.IndexOf(part, StringComparison.Ordinal) : -1;
        writer.Number(place + 1);
        if (place < 0)
        {
            Text(writer, part);
        }
    }

    private static void Text(DenseWriter writer, string text) => writer.Counted(System.Text.Encoding.UTF8.GetBytes(text));
}
