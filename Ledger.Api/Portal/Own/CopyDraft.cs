using System.Globalization;
using Ledger.Api.Copies;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Copies;

namespace Ledger.Api.Portal.Own;

/// <summary>What a holder filled in to make a copy, as typed.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Recipient">For whom.</param>
/// <param name="RecipientCode">Their code; empty for none.</param>
/// <param name="Days">For how many days.</param>
/// <param name="Fields">Names of the fields to show.</param>
public sealed record CopyDraft(string Purpose, string Recipient, string RecipientCode, string Days, IReadOnlyList<string> Fields)
{
    private const string DaysField = "days";

    internal static CopyDraft Of(PageForm form) =>
        new(form.Text("purpose"), form.Text("recipient"), form.Text("recipientCode"), form.Text(DaysField), form.All("fields"));

    /// <summary>What to ask of the register.</summary>
    /// <param name="all">How many fields there are to tick: all ticked is the whole licence.</param>
    /// <param name="now">From when the days count.</param>
    /// <exception cref="LedgerException">The days are no number.</exception>
    internal CopyRequest ToRequest(int all, DateTimeOffset now) => new(
        Purpose,
        Recipient,
        RecipientCode.Length > 0 ? RecipientCode : null,
        int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= 365
            ? now.AddDays(days)
            : throw new LedgerException(LedgerError.InvalidField, "有效天数应为 1 至 365 的整数。", "Days: a whole number, 1 to 365.", "/" + DaysField),
        Fields.Count == all ? null : Fields,
        CopyEndpoints.HolderAsOperator);

    /// <summary>What is wrong, beside the fields of the form.</summary>
    internal static IReadOnlyList<FormFault> Faults(Problem problem) => FormFault.Of(problem, FieldOf);

    private static string FieldOf(string pointer) => pointer switch
    {
        "/recipient/name" => "recipient",
        "/recipient/code" => "recipientCode",
        "/expiresAt" => DaysField,
        _ => pointer.Split('/')[1],
    };
}
