using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Seals;

namespace Ledger.Node.Licences;

/// <summary>
/// Makes the signed documents of licences: every field salted, their root in a statement, the statement sealed (SM2) and signed (ES256)
/// with the authority's keys. Slow, and outside the writer's turn; for several licences together less slow than for each.
/// </summary>
internal sealed class LicenceMaker(string origin, TimeProvider time)
{
    /// <summary>The moment it is.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A licence's key in the status map of this log.</summary>
    public Digest MapKeyOf(ByteString handle) => MapKey.For(origin, MapNamespace.Licence, handle.Span);

    /// <summary>What is to be signed for checked requests.</summary>
    /// <param name="issues">A few: their fields are hashed together.</param>
    /// <param name="at">When they are issued, one <see cref="Now"/> for those that are signed together.</param>
    public UnsignedLicence[] Draft(IReadOnlyList<CheckedIssue> issues, DateTimeOffset at)
    {
        DateOnly today = LicenceDate.InChina(at);
        FaceField[][] fields =
            [.. issues.Select(issue => Salted([.. LicenceFace.Of(issue.Request, issue.Type, issue.Identifier, issue.Use.Keys.Name, today)]))];
        Digest[] roots = LicenceDocument.RootsOf(fields);
        return [.. issues.Select((issue, i) => Draft(issue, fields[i], roots[i], at))];
    }

    /// <summary>Signs drafts.</summary>
    public static SignedLicence[] Sign(IReadOnlyList<UnsignedLicence> drafts)
    {
        Digest[] hashes = Sm3Group.HashEach([.. drafts.Select(draft => (ReadOnlyMemory<byte>)draft.Bytes)]);
        SignedLicence[] signed = new SignedLicence[drafts.Count];
        foreach (IGrouping<(AuthorityKeys Authority, DateTimeOffset At), int> same in Enumerable.Range(0, drafts.Count)
            .GroupBy(i => (drafts[i].Authority, drafts[i].At)))
        {
            ((AuthorityKeys authority, DateTimeOffset at), int[] places) = (same.Key, [.. same]);
            byte[][] seals = ESealSignature.SignEach(
                authority.Seal, authority.SealKey, authority.SealCertificate, [.. places.Select(i => hashes[i])], SignedLicence.StatementProperty, at);
            byte[][] signatures = authority.SigningKey.SignEach([.. places.Select(i => (ReadOnlyMemory<byte>)drafts[i].Bytes)]);
            for (int k = 0; k < places.Length; k++)
            {
                signed[places[k]] = new SignedLicence(drafts[places[k]], hashes[places[k]], seals[k], signatures[k]);
            }
        }

        return signed;
    }

    private UnsignedLicence Draft(CheckedIssue issue, FaceField[] fields, Digest root, DateTimeOffset at)
    {
        (IssueLicence request, LicenceIdentifier identifier, AuthorityKeys authority) = (issue.Request, issue.Identifier, issue.Use.Keys);
        LicenceStatement statement = new(
            identifier.ToString(),
            issue.Type.Code,
            request.Issuer,
            Convert.ToHexStringLower(issue.Handle.Span),
            origin,
            root,
            fields.Length,
            identifier.Version,
            LicenceDate.InChina(at),
            request.Validity.From,
            request.Validity.To,
            request.Continues?.Identifier.ToString() ?? request.TakesOver,
            authority.SealCertificate.Thumbprint,
            authority.SigningCertificate.Thumbprint);
        return new UnsignedLicence(statement, statement.ToBytes(), fields, authority, at);
    }

    private static FaceField[] Salted((string Name, string Value)[] printed)
    {
        byte[] salts = FreshBytes.Of(printed.Length * SignedLicence.SaltLength);
        return [.. printed.Select((field, i) => new FaceField(
            field.Name, field.Value, Convert.ToHexStringLower(salts.AsSpan(i * SignedLicence.SaltLength, SignedLicence.SaltLength))))];
    }
}
