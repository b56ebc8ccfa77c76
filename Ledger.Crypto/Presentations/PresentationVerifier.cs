using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Presentations;

/// <summary>
/// Judges presentations from bytes alone: the issuer's two signatures by a certificate that leads to a trusted root, and a clock. Whether
/// one was shown before only a verifier that remembers can say: see <see cref="ShownBefore"/>.
/// </summary>
/// <param name="policy">What the verifier trusts, with the certificates of issuers: most presentations have no room for theirs.</param>
/// <param name="time">The verifier's clock.</param>
public sealed class PresentationVerifier(TrustPolicy policy, TimeProvider time)
{
    /// <summary>Name of the check that says whether it was shown before.</summary>
    public const string OnceName = "presentation-once";

    /// <summary>How far a verifier's clock may be behind the issuer's.</summary>
    public static readonly TimeSpan ClockLeeway = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<Certificate> _authorities = [.. policy.Issuers.Where(certificate => certificate.IsAuthority).Take(CertificateChain.MaxOthers)];

    /// <summary>Checks the text that a scanner gives.</summary>
    /// <param name="text">Anything at all; what cannot be read is a failed check, never an exception.</param>
    /// <param name="audience">Who verifies; null where they do not say.</param>
    public PresentationVerdict Verify(string text, string? audience = null) => Presentation.BytesOf(text) is byte[] bytes
        ? Verify(bytes, audience)
        : Unreadable("The text is not that of a presentation.");

    /// <summary>Checks a presentation.</summary>
    /// <param name="bytes">Anything at all; what cannot be read is a failed check, never an exception.</param>
    /// <param name="audience">Who verifies; null where they do not say.</param>
    public PresentationVerdict Verify(ReadOnlySpan<byte> bytes, string? audience = null)
    {
        Presentation shown;
        try
        {
            shown = Presentation.Parse(bytes);
        }
        catch (FormatException e)
        {
            return Unreadable(e.Message);
        }

        DateTimeOffset now = time.GetUtcNow();
        return new PresentationVerdict(
            shown,
            [
                Check.Of("presentation-form", true, "亮证码格式正确。", "The presentation is well formed."),
                Time(shown, now),
                Signature(shown, now),
                .. KeyStanding(shown, now),
                .. shown.Licence is PresentedLicence licence ? LicenceChecks(licence, shown, now) : [],
                Status(shown),
                Audience(shown, audience),
            ]);
    }

    /// <summary>What a verifier's memory says of a presentation that is valid otherwise.</summary>
    /// <param name="isNew">Whether it is shown here for the first time; null where the verifier keeps no memory.</param>
    public static Check ShownBefore(bool? isNew) => isNew switch
    {
        true => Check.Of(OnceName, true, "本亮证码在此首次出示。", "The presentation is shown here for the first time."),
        false => Check.Of(OnceName, false, "本亮证码已在此出示过，只能出示一次。", "The presentation was shown here before; it may be shown once."),
        _ => new Check(
            OnceName, CheckResult.Noted, "离线核验无法得知本亮证码是否已出示过。", "An offline verifier cannot know whether the presentation was shown before."),
    };

    private static PresentationVerdict Unreadable(string why) => new(
        null, [Check.Of("presentation-form", false, "这不是亮证码，或已损坏、被改动。", $"This is no presentation, or it is damaged: {why}")]);

    private static Check Time(Presentation shown, DateTimeOffset now)
    {
        const string Name = "presentation-time";
        (string from, string until) = (BeijingTime.TextOf(shown.IssuedAt), BeijingTime.TextOf(shown.ExpiresAt));
        if (now < shown.IssuedAt - ClockLeeway)
        {
            return new Check(
                Name, CheckResult.Unknown, $"本机时钟早于亮证时间 {from}（北京时间）。", $"This clock is behind {from} (Beijing time), at which the presentation was made.");
        }

        bool counts = now <= shown.ExpiresAt;
        return Check.Of(
            Name, counts,
            counts ? $"{from} 出示，{until} 前有效（北京时间）。" : $"亮证码已过期：{from} 出示，仅 {shown.Seconds} 秒内有效（北京时间）。",
            counts ? $"Made at {from}, it counts until {until} (Beijing time)."
                : $"The presentation has expired: made at {from} (Beijing time), it counted for {shown.Seconds} {(shown.Seconds == 1 ? "second" : "seconds")}.");
    }

    private Check Signature(Presentation shown, DateTimeOffset now) => Signed(
        "presentation-signature", shown, shown.SigningKey, shown.ToSign(), shown.Signature.Span, now, "亮证", "presentation");

    /// <summary>
    /// Whether the key that signs now is one that was revoked or condemned; none where the policy says nothing of it. Of the key that signed
    /// the licence, the issuer's node answers for that by signing the presentation.
    /// </summary>
    private IEnumerable<Check> KeyStanding(Presentation shown, DateTimeOffset now)
    {
        if (policy.CompromisedKeys.Any(key => key.Log == shown.Log && key.Certificate == shown.SigningKey))
        {
            yield return Check.Of("key-standing", false, "亮证的签名密钥已声明不再可信。", "The key that signed the presentation is known to be compromised.");
        }

        Check? lists = CertificateOf(shown, shown.SigningKey) is Certificate signer
            ? RevocationChecks.OfSigner("certificate-revocation", signer, _authorities, now, policy, now)
            : null;
        if (lists is not null)
        {
            yield return lists;
        }
    }

    private Certificate? CertificateOf(Presentation shown, Hashing.Digest key) => shown.Certificate?.Thumbprint == key
        ? shown.Certificate
        : policy.Issuers.FirstOrDefault(certificate => certificate.Thumbprint == key);

    private IEnumerable<Check> LicenceChecks(PresentedLicence licence, Presentation shown, DateTimeOffset now)
    {
        LicenceStatement statement = licence.Statement;
        Check signature = Signed(
            "signature-es256", shown, statement.SigningKey, statement.ToBytes(), licence.Signature.Span, null, "证照", "licence", statement);
        yield return signature;

        // The root that was signed is the one to which the shown fields lead: there is no other in the presentation.
        yield return new Check(
            "fields", signature.Result,
            $"出示 {licence.Fields.Count} 项照面（共 {statement.FieldCount} 项），{(signature.Result == CheckResult.Passed ? "与" : "未能证明与")}签名中的字段根一致。",
            $"{licence.Fields.Count} of {statement.FieldCount} fields are shown; they {(signature.Result == CheckResult.Passed ? "agree" : "are not proven to agree")} with the signed root.");
        DateOnly day = BeijingTime.DayOf(now);
        bool within = day >= statement.ValidFrom && (statement.ValidTo is null || day <= statement.ValidTo);
        string until = statement.ValidTo is DateOnly last ? Forms.Of(last) : "长期";
        yield return Check.Of(
            "validity", within,
            $"今日 {Forms.Of(day)}，有效期 {Forms.Of(statement.ValidFrom)} 至 {until}。",
            $"Today is {Forms.Of(day)}; the licence runs from {Forms.Of(statement.ValidFrom)} to {(statement.ValidTo is null ? "no end" : until)}.");
    }

    private Check Signed(
        string name, Presentation shown, Hashing.Digest key, byte[] signed, ReadOnlySpan<byte> signature, DateTimeOffset? at,
        string chinese, string english, LicenceStatement? statement = null)
    {
        Certificate? signer = CertificateOf(shown, key);
        if (signer is null)
        {
            return new Check(
                name, CheckResult.Unknown, $"没有{chinese}签名人的证书：请更新信任包。",
                $"The certificate of the {english}'s signer is not at hand: renew the trust folder.");
        }

        bool own = signer.SubjectCode == shown.Issuer
            && signer.MaySignDocuments
            && signer.PublicKey.Algorithm == Signing.SignatureAlgorithm.EcdsaP256Sha256
            && signer.PublicKey.Verify(signed, signature);
        DateTimeOffset moment = at ?? DocumentChecks.SigningDay(statement!, signer);
        return own
            ? DocumentChecks.TrustOf(
                name, CertificateChain.Check(signer, _authorities, policy.Roots, moment),
                $"{chinese}由颁发机构 {signer.SubjectOrganisation} 签名（ES256）。", $"The {english} is signed by the issuing authority {signer.SubjectOrganisation} (ES256).")
            : Check.Of(
                name, false, $"{chinese}的签名不是颁发机构对其内容所作。", $"The signature on the {english} is not the issuing authority's over what it says.");
    }

    private static Check Status(Presentation shown)
    {
        PresentedStatus status = shown.Status;
        (string chinese, string english) = new ProvenStanding(status.Status, IsAmended: false).Words;
        string asOf = BeijingTime.TextOf(shown.IssuedAt);
        string signed = BeijingTime.TextOf(status.CheckpointTime);
        return Check.Of(
            "status", status.IsInForce,
            $"颁发机构节点声明：截至 {asOf}（北京时间）状态为{chinese}；依据其最新检查点（{status.Size} 条记录，签署于 {signed}，根 {status.Root.ToHex()[..16]}…）。"
                + "亮证码不含完整证明，联网可向账本核对。",
            $"By the word of the issuer's node, as of {asOf} (Beijing time) the licence is {english}; its newest checkpoint was that of {status.Size} leaves, "
                + $"signed at {signed}, root {status.Root.ToHex()[..16]}…. The whole proof has no room here; who is online can ask the log.");
    }

    private static Check Audience(Presentation shown, string? audience)
    {
        const string Name = "presentation-audience";
        if (shown.Audience is not string meant)
        {
            return new Check(Name, CheckResult.Noted, "亮证未限定出示对象。", "The presentation is for anybody.");
        }

        if (audience is null)
        {
            return new Check(Name, CheckResult.Noted, $"未说明由谁核验：本次亮证仅向 {meant} 出示。", $"Who verifies was not said: the presentation is for {meant} only.");
        }

        bool own = audience == meant;
        return Check.Of(
            Name, own,
            own ? $"核验方即出示对象 {meant}。" : $"本次亮证向 {meant} 出示，不是 {audience}。",
            own ? $"The verifier is whom it is shown to, {meant}." : $"The presentation is for {meant}, not for {audience}.");
    }
}
