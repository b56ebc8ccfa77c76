using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal.Own;

/// <summary>One of a person's licences as the pages show it.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="Name">Name of its type, in the visitor's language.</param>
/// <param name="Issuer">Name of the authority that issued it.</param>
/// <param name="State">What it is today, in words.</param>
/// <param name="Kind">How that is coloured: <c>good</c>, <c>bad</c>, or nothing where it is neither.</param>
/// <param name="Validity">From when to when.</param>
/// <param name="Note">What its holder should know: that it ends soon, that an objection is open; null for nothing.</param>
/// <param name="Successor">The version that took its place; null for none.</param>
public sealed record ShownLicence(
    string Identifier, string Name, string Issuer, TextInBoth State, string Kind, string Validity, TextInBoth? Note, string? Successor)
{
    private const string Ended = "bad";
    private const int SoonDays = 90;

    /// <summary>Whether it ends so soon that its holder is asked whether to renew it.</summary>
    public bool EndsSoon { get; init; }

    /// <summary>Why it is flagged: a change elsewhere that it may have to follow; empty where it is not.</summary>
    public IReadOnlyList<TextInBoth> Flags { get; init; } = [];

    /// <summary>Whether it is in force today: others accept it, or a copy of it.</summary>
    public bool IsInForce { get; init; }

    /// <summary>Whether it ended: expired, superseded, or ended by a decision.</summary>
    public bool HasEnded => Kind == Ended;

    /// <summary>Its page.</summary>
    public string Address => $"/me/licences/{Identifier}";

    internal static ShownLicence Of(HttpContext context, Licence licence, ProvinceNode node, TimeProvider time)
    {
        LicenceState state = node.Licences.StateOf(licence);
        bool english = PageView.Of(context).English;
        return new(
            licence.Identifier.ToString(),
            english && node.Licences.TypeOf(licence) is LicenceType type ? type.English : node.Licences.TypeNameOf(licence),
            ShownStanding.NameOf(node, licence.Identifier.Issuer),
            ShownStanding.WordOf(state, isDisputed: false),
            state switch
            {
                LicenceState.Valid => "good",
                LicenceState.NotYetValid or LicenceState.Suspended => "",
                _ => Ended,
            },
            english ? $"{LicenceDate.Format(licence.Validity.From)} to {(licence.Validity.To is DateOnly day ? LicenceDate.Format(day) : "no end")}" : licence.Validity.ToString(),
            NoteOf(licence, state, BeijingTime.DayOf(time.GetUtcNow())),
            node.Licences.SuccessorOf(licence))
        {
            IsInForce = state is LicenceState.Valid,
            EndsSoon = state is LicenceState.Valid && licence.Validity.To is DateOnly last && last.DayNumber - BeijingTime.DayOf(time.GetUtcNow()).DayNumber <= SoonDays,
            Flags = [.. licence.Flags.Select(flag => flag.Rule).Distinct().Select(rule => new TextInBoth(rule.Chinese().TrimEnd('。'), rule.English().TrimEnd('.')))],
        };
    }

    private static TextInBoth? NoteOf(Licence licence, LicenceState state, DateOnly today) =>
        licence.IsDisputed ? new("异议处理中", "An objection is open")
        : state is LicenceState.Valid && licence.Validity.To is DateOnly last && last.DayNumber - today.DayNumber is <= SoonDays and int days
            ? days == 0 ? new("今天到期", "Ends today") : new($"还有 {days} 天到期", days == 1 ? "Ends tomorrow" : $"Ends in {days} days")
        : null;
}
