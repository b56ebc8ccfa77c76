using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Verification;

/// <summary>
/// Reads the usual licence document, which shows all its fields and whose strings have no escapes by number, several times as fast as a
/// tree of it is made. Of all others it says nothing.
/// </summary>
internal static class LicenceScan
{
    /// <summary>The document of these bytes.</summary>
    /// <returns>Null for whatever is not the usual document: it may be a good one, or none.</returns>
    public static LicenceDocument? TryRead(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= LicenceDocument.MaximumBytes ? CanonicalScan.TryRead(bytes, Read) : null;

    private static LicenceDocument Read(ref CanonicalScan scan)
    {
        scan.Take("{\"certificates\":"u8);
        List<Certificate> certificates = scan.Values(LicenceDocument.MaximumCertificates, ReadCertificate);
        List<FaceField> fields = [];
        List<int> ends = [];
        scan.Take(",\"fields\":"u8);
        ReadOnlySpan<byte> array = scan.Rest;
        scan.Take("["u8);
        do
        {
            fields.Add(ReadField(ref scan));
            ends.Add(array.Length - scan.Rest.Length);
        }
        while (fields.Count < LicenceDocument.MaximumFields && scan.TryTake(","u8));

        scan.Take("],\"kind\":\"licence/v1\",\"seal\":"u8);
        ReadOnlyMemory<byte> seal = scan.Base64(LicenceDocument.MaximumSealBytes);
        scan.Take(",\"signature\":"u8);
        ReadOnlyMemory<byte> signature = scan.Base64(LicenceDocument.MaximumSignatureBytes);
        scan.Take(",\"statement\":"u8);
        ReadOnlySpan<byte> signed = scan.Rest;
        LicenceStatement statement = ReadStatement(ref scan);
        signed = signed[..^scan.Rest.Length];
        scan.Take("}"u8);
        return new LicenceDocument(statement, fields, seal, signature, certificates)
        {
            Written = new WrittenLicence(statement, signed.ToArray(), fields, LeavesIn(array, ends), [.. ends]),
        };
    }

    /// <summary>The fields as they stand, each with the tag of a leaf instead of the bracket or comma before it.</summary>
    private static byte[] LeavesIn(ReadOnlySpan<byte> array, List<int> ends)
    {
        byte[] leaves = array[..ends[^1]].ToArray();
        leaves[0] = MerkleHasher.LeafTagByte;
        for (int i = 0; i < ends.Count - 1; i++)
        {
            leaves[ends[i]] = MerkleHasher.LeafTagByte;
        }

        return leaves;
    }

    private static Certificate ReadCertificate(ref CanonicalScan scan) => Forms.CertificateOf(scan.Base64(Certificate.MaxLength));

    private static FaceField ReadField(ref CanonicalScan scan)
    {
        scan.Take("{\"name\":"u8);
        string name = Forms.Named(scan.Text());
        scan.Take(",\"salt\":"u8);
        string salt = Forms.Hex16(scan.Text());
        scan.Take(",\"value\":"u8);
        string value = LicenceDocument.ValueOf(scan.Text());
        scan.Take("}"u8);
        return new FaceField(name, value, salt);
    }

    // In the order of the names. Where it gave up, the first form that does not like an empty text ends it.
    private static LicenceStatement ReadStatement(ref CanonicalScan scan)
    {
        scan.Take("{\"fieldCount\":"u8);
        long count = scan.Number();
        scan.Take(",\"fieldsRoot\":"u8);
        Digest root = Digest.FromHex(scan.Text());
        scan.Take(",\"handle\":"u8);
        string handle = Forms.Hex16(scan.Text());
        scan.Take(",\"identifier\":"u8);
        string identifier = LicenceStatement.LongText(scan.Text());
        scan.Take(",\"issuedOn\":"u8);
        DateOnly issuedOn = Forms.Date(scan.Text());
        scan.Take(",\"issuer\":"u8);
        string issuer = LicenceStatement.IssuerOf(scan.Text());
        scan.Take(",\"kind\":\"licence-statement/v1\",\"log\":"u8);
        string log = LicenceStatement.LongText(scan.Text());
        string? previous = scan.TryTake(",\"previous\":"u8) ? LicenceStatement.LongText(scan.Text()) : null;
        scan.Take(",\"sealKey\":"u8);
        Digest sealKey = Digest.FromHex(scan.Text());
        scan.Take(",\"signingKey\":"u8);
        Digest signingKey = Digest.FromHex(scan.Text());
        scan.Take(",\"type\":"u8);
        string type = LicenceStatement.TypeOf(scan.Text());
        scan.Take(",\"validFrom\":"u8);
        DateOnly validFrom = Forms.Date(scan.Text());
        DateOnly? validTo = scan.TryTake(",\"validTo\":"u8) ? Forms.Date(scan.Text()) : null;
        scan.Take(",\"version\":"u8);
        long version = scan.Number();
        scan.Take("}"u8);
        return count is >= 1 and <= LicenceDocument.MaximumFields && version is >= 1 and <= LicenceStatement.MaximumVersion
            ? new LicenceStatement(
                identifier, type, issuer, handle, log, root, (int)count, (int)version, issuedOn, validFrom, validTo, previous, sealKey, signingKey)
            : throw new FormatException("A number is out of its range.");
    }
}
