using System.Security.Cryptography;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Seals;

namespace Ledger.Node.Presentations;

/// <summary>亮证: makes presentations of licences, signed by their issuers. Nothing is entered: what was shown to whom is nobody's business.</summary>
internal sealed class PresentationRegister(LedgerWriter ledger, LicenceRegister licences, SealRegister seals, TimeProvider time)
{
    /// <summary>Makes a presentation of a licence of the caller's own authority, whatever state it is in: it says so.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="identifier">The licence.</param>
    /// <param name="request">What to show.</param>
    /// <exception cref="LedgerException">
    /// A field is wrong; <see cref="LedgerError.TooLarge"/>: it would not fit one code, and the message says by how much;
    /// <see cref="LedgerError.NotFound"/>: absent, another authority's, or erased; <see cref="LedgerError.NotAllowed"/>: this node holds no
    /// valid key of the authority; <see cref="LedgerError.Quarantined"/>; <see cref="LedgerError.Waiting"/>.
    /// </exception>
    public Presentation Make(string authority, string identifier, PresentationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ledger.RequireTrusted();
        request.Require();
        using LedgerRead rows = ledger.Read();
        OpenedLicence licence = licences.Open(rows, LicenceRegister.Own(rows, authority, identifier));
        AuthorityKeys issuer = seals.SigningKeysOf(authority);
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        RequireValid(issuer, now);
        RequireFields(licence.Document, request.Fields);
        LogHead head = rows.Head!; // a licence was read under it
        Presentation bare = new(
            RandomNumberGenerator.GetBytes(Presentation.NonceLength),
            now,
            request.Seconds,
            request.Audience,
            licence.Document.Statement.Issuer,
            licence.Document.Statement.Log,
            new PresentedStatus(StatusOf(licence.Licence), head.MapCommit.Time, head.Size, head.Checkpoint.Root),
            request.AnswersOnly ? null : PresentedLicence.Of(licence.Document, [.. request.Fields]),
            [.. request.Claims.Select((claim, place) => Answer(rows, licence, claim, place))],
            issuer.SigningCertificate.Thumbprint,
            Certificate: null,
            Signature: default);
        return RequireRoom(bare, issuer).SignedBy(issuer.SigningKey);
    }

    /// <summary>With the certificate where there is room for it.</summary>
    private static Presentation RequireRoom(Presentation bare, AuthorityKeys issuer)
    {
        Presentation whole = bare with { Certificate = issuer.SigningCertificate };
        int length = bare.Length;
        return whole.Length <= Presentation.MaximumBytes ? whole
            : length <= Presentation.MaximumBytes ? bare
            : throw new LedgerException(
                LedgerError.TooLarge,
                $"所选内容需 {length} 字节，超过亮证码上限 {Presentation.MaximumBytes} 字节：请少选照面项或判断项。",
                $"What was chosen takes {length} bytes; a presentation has at most {Presentation.MaximumBytes}. Choose fewer fields or questions.",
                "/fields");
    }

    private static void RequireValid(AuthorityKeys issuer, DateTimeOffset now)
    {
        if (!issuer.AreValidAt(now))
        {
            throw new LedgerException(
                LedgerError.NotAllowed, "该机构的证书不在有效期内，不能签发亮证码。", "The authority's certificates are not valid today; nothing is signed with them.");
        }
    }

    private static void RequireFields(LicenceDocument document, IReadOnlyList<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (document[names[i]] is null)
            {
                throw new LedgerException(LedgerError.InvalidField, "证照没有该照面项。", "The licence has no such field.", $"/fields/{i}");
            }
        }
    }

    private PresentedClaim Answer(LedgerRead rows, OpenedLicence licence, AskedClaim claim, int place)
    {
        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        if (claim.Kind == ClaimKind.InForce)
        {
            string type = claim.Type ?? licence.Licence.Identifier.Type;
            bool holds = licence.Licence.Identifier.Type == type
                && licence.Licence.IsInForce(today)
                && ValidSince(rows, licence.Licence) <= claim.Since;
            return new PresentedClaim(claim.Kind, holds, type, claim.Since);
        }

        return BirthDates.AreAdult(licence.Document, today) is bool adult
            ? new PresentedClaim(claim.Kind, adult)
            : throw new LedgerException(
                LedgerError.InvalidField, "证照没有持证主体的出生日期，不能判断是否年满18周岁。",
                "The licence does not say when its holder was born.", $"/claims/{place}");
    }

    /// <summary>The first day of the versions that follow one another without a gap up to this one.</summary>
    private static DateOnly ValidSince(LedgerRead rows, Licence licence)
    {
        DateOnly since = licence.Validity.From;
        foreach (Licence version in LicenceLife.Versions(rows, licence).Reverse().SkipWhile(version => version.Handle != licence.Handle).Skip(1))
        {
            DateOnly last = version.Validity.To ?? DateOnly.MaxValue;
            if (last.DayNumber + 1 < since.DayNumber)
            {
                break;
            }

            since = version.Validity.From < since ? version.Validity.From : since;
        }

        return since;
    }

    private static SubjectStatus StatusOf(Licence licence) => (licence.EndedBy, licence.IsSuspended, licence.IsDisputed) switch
    {
        (not null, _, _) => SubjectStatus.Revoked,
        (_, true, true) => SubjectStatus.SuspendedDisputed,
        (_, true, false) => SubjectStatus.Suspended,
        (_, false, true) => SubjectStatus.Disputed,
        _ => SubjectStatus.Valid,
    };
}
