using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

/// <summary>
/// Judges a copy for one use (加注件) from bytes alone: that the issuing authority made it of this very licence, that it has not expired,
/// and that the verifier is who it was made for. Its restrictions are told whatever the outcome.
/// </summary>
/// <param name="policy">What the verifier trusts.</param>
/// <param name="time">The verifier's clock.</param>
public sealed class CopyVerifier(TrustPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromMinutes(5);

    /// <summary>Checks a copy.</summary>
    /// <param name="copy">Bytes of <c>copy.json</c>.</param>
    /// <param name="licence">The licence document that came with it.</param>
    /// <param name="use">Who asks, and for what.</param>
    /// <param name="at">An earlier moment to judge by instead of now, or null.</param>
    /// <returns>The checks; malformed input is a failed check, never an exception.</returns>
    public CopyReport Verify(ReadOnlySpan<byte> copy, LicenceDocument licence, StatedUse use, DateTimeOffset? at = null)
    {
        ArgumentNullException.ThrowIfNull(licence);
        ArgumentNullException.ThrowIfNull(use);
        CopyDocument document;
        try
        {
            document = CopyDocument.Parse(copy);
        }
        catch (FormatException e)
        {
            return new CopyReport(null, [Check.Of("copy-form", false, "加注件信息不符合格式。", $"The copy's statement is malformed: {e.Message}")]);
        }

        CopyStatement statement = document.Statement;
        return new CopyReport(
            statement,
            [
                Restrictions(statement, licence),
                OfLicence(statement, licence),
                .. CopySignatureChecks.Make(document, policy),
                Expiry(statement, at),
                Recipient(statement, use.Recipient),
                Purpose(statement, use.Purpose),
            ]);
    }

    /// <summary>Of a document that shows chosen fields only, and brings no copy that says for which use.</summary>
    public static Check Missing() => Check.Of(
        "copy", false, "文件只列出部分照面，却未附加注件信息。", "The file shows a part of the licence only, but does not say for which use: no copy.json.");

    private static Check Restrictions(CopyStatement copy, LicenceDocument licence)
    {
        (string partChinese, string partEnglish) = licence.Part is null
            ? ("", "")
            : ($"，只列出 {licence.Fields.Count}/{licence.Statement.FieldCount} 项照面", $", showing {licence.Fields.Count} of {licence.Statement.FieldCount} fields");
        return new Check(
            "copy", CheckResult.Noted,
            $"加注件：仅供 {copy.Recipient} 用于“{copy.Purpose}”；{copy.Maker} 于 {BeijingTime.TextOf(copy.MadeAt)} 制作，"
                + $"有效至 {BeijingTime.TextOf(copy.ExpiresAt)}（北京时间），编号 {copy.Serial}{partChinese}。",
            $"A copy for one use: for {copy.Recipient} only, for \"{copy.Purpose}\"; made by {copy.Maker} at {BeijingTime.TextOf(copy.MadeAt)}, "
                + $"good until {BeijingTime.TextOf(copy.ExpiresAt)} (Beijing time), serial {copy.Serial}{partEnglish}.");
    }

    private static Check OfLicence(CopyStatement copy, LicenceDocument licence)
    {
        LicenceStatement statement = licence.Statement;
        bool same = copy.Identifier == statement.Identifier
            && copy.Handle == statement.Handle
            && copy.Log == statement.Log
            && copy.Issuer == statement.Issuer
            && copy.LicenceStatement == Sm3.Hash(statement.ToBytes());
        bool shown = copy.Shown is null
            ? licence.Part is null
            : licence.Part is not null && copy.Shown.SequenceEqual(licence.Fields.Select(field => field.Name));
        return Check.Of(
            "copy-licence", same && shown,
            !same ? "加注件信息属于另一份证照。" : !shown ? "列出的照面不是加注件所准许的。" : "加注件信息正是本证照的，列出的照面与其一致。",
            !same ? "The copy's statement is of another licence."
                : !shown ? "The fields shown are not those that the copy names."
                : "The copy's statement is of this licence and names the fields shown.");
    }

    private Check Expiry(CopyStatement copy, DateTimeOffset? at)
    {
        const string Name = "copy-expiry";
        DateTimeOffset moment = at ?? time.GetUtcNow();
        string end = BeijingTime.TextOf(copy.ExpiresAt);
        if (moment < copy.MadeAt)
        {
            bool behind = at is null && moment >= copy.MadeAt - ClockLeeway;
            return new Check(
                Name, behind ? CheckResult.Passed : at is null ? CheckResult.Unknown : CheckResult.Failed,
                at is null ? "本机时钟早于加注件的制作时间。" : "所问时刻加注件尚未制作。",
                at is null ? "This clock is behind the moment at which the copy was made." : "At the moment asked for the copy had not been made yet.");
        }

        bool stands = moment <= copy.ExpiresAt;
        return Check.Of(
            Name, stands,
            stands ? $"加注件在有效期内（至 {end}）。" : $"加注件已过期：有效至 {end}（北京时间）。",
            stands ? $"The copy has not expired (good until {end})." : $"The copy has expired: it was good until {end} (Beijing time).");
    }

    private static Check Recipient(CopyStatement copy, string? stated)
    {
        const string Name = "copy-recipient";
        if (stated is null)
        {
            return new Check(
                Name, CheckResult.Noted, $"未说明由谁核验：本件仅供 {copy.Recipient} 使用。", $"Who verifies was not said: this copy is for {copy.Recipient} only.");
        }

        bool own = copy.Recipient.Is(stated);
        return Check.Of(
            Name, own,
            own ? $"核验方即加注件的使用方 {copy.Recipient}。" : $"加注件仅供 {copy.Recipient} 使用，不供 {stated}。",
            own ? $"The verifier is whom the copy is for, {copy.Recipient}." : $"The copy is for {copy.Recipient}, not for {stated}.");
    }

    private static Check Purpose(CopyStatement copy, string? stated)
    {
        const string Name = "copy-purpose";
        if (stated is null)
        {
            return new Check(
                Name, CheckResult.Noted, $"未说明用途：本件仅可用于“{copy.Purpose}”。", $"What for was not said: this copy is for \"{copy.Purpose}\" only.");
        }

        bool own = string.Equals(stated.Trim(), copy.Purpose, StringComparison.OrdinalIgnoreCase);
        return Check.Of(
            Name, own,
            own ? $"用途与加注件一致：“{copy.Purpose}”。" : $"加注件仅可用于“{copy.Purpose}”，不可用于“{stated}”。",
            own ? $"It is used for what it was made for: \"{copy.Purpose}\"." : $"The copy is for \"{copy.Purpose}\", not for \"{stated}\".");
    }
}
