using Ledger.Crypto.Verification;
using Ledger.Node;

namespace Ledger.Api.Verification;

/// <summary>Reads who verifies and for what, as people and programs send it.</summary>
internal static class StatedUseText
{
    /// <summary>
    /// Header with name or code of who uses the copy, and the next with what for. Headers, since a person's name belongs in no address,
    /// which proxies write down.
    /// </summary>
    public const string RecipientHeader = "Copy-Recipient";

    /// <inheritdoc cref="RecipientHeader"/>
    public const string PurposeHeader = "Copy-Purpose";

    /// <summary>What the headers say: percent-encoded UTF-8.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: empty, or too long.</exception>
    public static StatedUse OfHeaders(string? recipient, string? purpose) => new(
        Checked(RecipientHeader, recipient is null ? null : Uri.UnescapeDataString(recipient), CopyRecipient.MaximumNameLength),
        Checked(PurposeHeader, purpose is null ? null : Uri.UnescapeDataString(purpose), CopyStatement.MaximumPurposeLength));

    /// <summary>What a form says, where nothing written is nothing said.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: too long.</exception>
    public static StatedUse OfForm(string? recipient, string? purpose) => new(
        Checked("recipient", string.IsNullOrWhiteSpace(recipient) ? null : recipient, CopyRecipient.MaximumNameLength),
        Checked("purpose", string.IsNullOrWhiteSpace(purpose) ? null : purpose, CopyStatement.MaximumPurposeLength));

    private static string? Checked(string name, string? text, int longest) =>
        text is null || (text.Trim().Length > 0 && text.Length <= longest)
            ? text?.Trim()
            : throw new LedgerException(
                LedgerError.InvalidField, $"{name} 长度应为 1 至 {longest}。", $"{name} has 1 to {longest} characters.", $"/{name}");
}
