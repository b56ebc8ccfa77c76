using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Renewals;

/// <summary>
/// 延续草案: what a licence would be after its renewal, and what stands in the way. Worked out from the rows whenever somebody asks;
/// nothing of it is stored. Personal data: in memory only.
/// </summary>
/// <param name="Before">The licence, opened.</param>
/// <param name="Type">The newest edition of its type, under which it would be renewed.</param>
/// <param name="Term">The term granted, from the day after the last day of the licence.</param>
/// <param name="Fields">The face fields filled in, in printed order.</param>
/// <param name="Checks">What was looked at, at least one.</param>
internal sealed record RenewalDraft(
    OpenedLicence Before,
    LicenceType Type,
    Validity Term,
    IReadOnlyList<KeyValuePair<string, string>> Fields,
    IReadOnlyList<RenewalCheck> Checks)
{
    /// <summary>The licence.</summary>
    public Licence Licence => Before.Licence;

    /// <summary>The first day on which there is a draft.</summary>
    public DateOnly WindowOpens => Licence.Validity.To!.Value.AddDays(-Type.Renewal!.WindowDays);

    /// <summary>Whether a confirmation renews it, if the department answers for what is to be checked.</summary>
    public bool CanBeConfirmed => Checks.All(check => check.Result is not RenewalResult.Failed);

    /// <summary>What only the department can check, by code.</summary>
    public IEnumerable<string> ToBeChecked => Checks.Where(check => check.Result is RenewalResult.ToBeChecked).Select(check => check.Code);

    /// <summary>SM3 of all that the holder is shown; another where any of it has changed.</summary>
    public Digest Digest { get; } = Sm3.Hash(CanonicalJson.Write(new JsonObject
    {
        ["kind"] = "renewal-draft/v1",
        ["statement"] = Before.Licence.StatementSm3.ToHex(),
        ["type"] = Type.Code,
        ["edition"] = Type.Edition,
        ["from"] = LicenceDate.Format(Term.From),
        ["to"] = Term.ToText(),
        ["fields"] = new JsonObject(Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value))),
        ["checks"] = new JsonObject(Checks.Select(check => KeyValuePair.Create(check.Code, (JsonNode?)check.Result.Code()))),
    }));

    /// <summary>The identifier alone: a draft may end up in a log.</summary>
    public override string ToString() => $"{nameof(RenewalDraft)} {Licence.Identifier}";

    /// <summary>Returns where a holder agreed to this draft, and to no other, and nothing stands in the way.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: it has changed, or a check failed.</exception>
    public void RequireAgreed(Digest draft)
    {
        if (Checks.FirstOrDefault(check => check.Result is RenewalResult.Failed) is { } failed)
        {
            throw new LedgerException(LedgerError.WrongState, failed.Chinese, failed.English);
        }

        if (draft != Digest)
        {
            throw new LedgerException(
                LedgerError.WrongState, "草案内容已变化，请重新取得草案后再确认。", "The draft has changed; fetch it again and confirm that.", "/draft");
        }
    }

    /// <summary>The same, where the department also answers for all that is left to it.</summary>
    /// <exception cref="LedgerException">
    /// As <see cref="RequireAgreed"/>; <see cref="LedgerError.InvalidField"/>: what is to be checked was not named as checked.
    /// </exception>
    public void Require(RenewalConfirmation confirmation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        RequireAgreed(confirmation.Draft);
        if (!confirmation.Checked.ToHashSet().SetEquals(ToBeChecked))
        {
            string codes = string.Join(", ", ToBeChecked);
            throw new LedgerException(
                LedgerError.InvalidField,
                $"须逐项写明已由部门核对的事项：{codes}。",
                $"What the department has checked is named, item by item: {codes}.",
                "/checked");
        }
    }

    /// <summary>The version that a confirmation brings about. It is valid from the day of its issue: it takes this one's place at once.</summary>
    /// <param name="decision">The ground.</param>
    /// <param name="today">The day it is in China.</param>
    public NextVersion Next(Decision decision, DateOnly today) => new(LicenceAct.Renewal, decision)
    {
        Validity = new Validity(today > Licence.Validity.From ? today : Licence.Validity.From, Term.To),
        Fields = Fields.ToDictionary(),
        AsOf = Licence.LastIndex,
    };
}
