using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Renewals;

/// <summary>
/// 一键延续: a holder agrees to a draft, which makes an application with a number; the department renews or says why not. One application of a licence at a time.
/// </summary>
internal sealed class RenewalApplications(LedgerWriter ledger, RenewalRegister renewals, RenewalApplicationTable table, HolderSecrets secrets, TimeProvider time)
{
    /// <summary>The most rows that one page looks at.</summary>
    public const int MostExamined = 1_000;

    private readonly LicenceCursors _cursors = new(secrets);

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The newest application for a licence; null where nobody applied.</summary>
    /// <param name="authority">The authority that issued it.</param>
    /// <param name="identifier">The licence.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: no such licence of the authority's.</exception>
    public RenewalApplication? Find(string authority, string identifier)
    {
        using LedgerRead rows = ledger.Read();
        return Find(rows, LicenceRegister.Own(rows, authority, identifier));
    }

    /// <summary>Applies. The same draft again is the same application.</summary>
    /// <param name="authority">The authority that issued the licence.</param>
    /// <param name="identifier">The licence to be renewed.</param>
    /// <param name="draft">The draft that the holder was shown.</param>
    /// <param name="confirmedBy">Account of who applies.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.WrongState"/>: there is no draft, something stands in its way, or it is another by now; <see cref="LedgerError.NotFound"/>.
    /// </exception>
    public async Task<RenewalApplication> SubmitAsync(string authority, string identifier, Digest draft, string confirmedBy, CancellationToken cancel)
    {
        ledger.RequireWriting();
        renewals.Draft(authority, identifier).RequireAgreed(draft);
        DateTimeOffset now = Now;
        return await ledger.WriteAsync(
            write =>
            {
                Licence licence = LicenceRegister.Own(write, authority, identifier);
                RenewalApplicationRow? before = table.Find(write, licence);
                if (before is null || before.RefusedAt > 0 || !before.Draft.Span.SequenceEqual(draft.Span))
                {
                    table.Put(write, licence, before, new RenewalApplicationRow
                    {
                        Number = NewNumber(now),
                        Draft = ByteString.CopyFrom(draft.Span),
                        ConfirmedBy = confirmedBy,
                        SubmittedAt = now.ToUnixTimeMilliseconds(),
                    });
                }

                return Find(write, licence)!;
            },
            cancel);
    }

    /// <summary>What waits for an authority, the oldest first.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: the cursor is another list's.</exception>
    public RenewalApplicationPage List(string authority, LicencePaging paging)
    {
        ArgumentNullException.ThrowIfNull(paging);
        string scope = $"renewal-applications\n{authority}";
        using LedgerRead rows = ledger.Read();
        byte[]? position = paging.Cursor is string cursor ? _cursors.Read(scope, cursor) : null;
        List<RenewalApplication> found = [];
        int examined = 0;
        foreach ((byte[] at, ByteString handle) in RenewalApplicationTable.Waiting(rows, authority, position, MostExamined + 1))
        {
            if (found.Count == paging.Limit || examined++ == MostExamined)
            {
                return new RenewalApplicationPage(found, _cursors.Write(scope, position!));
            }

            position = at;

            // A system of the department may have renewed it by itself, or ended it.
            if (Find(rows, LicenceTable.Get(rows, handle)) is { State: RenewalApplicationState.Waiting } waiting)
            {
                found.Add(waiting);
            }
        }

        return new RenewalApplicationPage(found, Cursor: null);
    }

    /// <summary>Renews what was applied for.</summary>
    /// <param name="authority">The department's authority.</param>
    /// <param name="identifier">The licence.</param>
    /// <param name="checked">Codes of what the department checked itself.</param>
    /// <param name="decision">The ground.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; it may be renewed all the same.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: nothing waits; and as <see cref="RenewalRegister.ConfirmAsync"/>.</exception>
    public async Task<IssuedLicence> GrantAsync(
        string authority, string identifier, IReadOnlyList<string> @checked, Decision decision, RequestKey key, CancellationToken cancel)
    {
        RenewalApplication application = Find(authority, identifier) is { State: RenewalApplicationState.Waiting or RenewalApplicationState.Granted } found ? found : throw NothingWaits();
        RenewalConfirmation confirmation = new(application.Draft, application.ConfirmedBy, @checked);
        IssuedLicence renewed = await renewals.ConfirmAsync(authority, identifier, confirmation, decision, key, cancel);
        return await ledger.WriteAsync(
            write =>
            {
                table.Dequeue(write, application.Licence);
                return renewed;
            },
            cancel);
    }

    /// <summary>Says no, and why.</summary>
    /// <param name="authority">The department's authority.</param>
    /// <param name="identifier">The licence.</param>
    /// <param name="reason">Why: 1 to 500 visible characters, which the holder reads.</param>
    /// <param name="refusedBy">Account of who decides.</param>
    /// <param name="cancel">Stops waiting; it may be refused all the same.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: nothing waits; <see cref="LedgerError.InvalidField"/>: the reason.</exception>
    public async Task<RenewalApplication> RefuseAsync(string authority, string identifier, string reason, string refusedBy, CancellationToken cancel)
    {
        ledger.RequireWriting();
        if (reason.Length == 0 || VisibleText.Length(reason) > RenewalApplication.LongestRefusal || !VisibleText.IsVisible(reason))
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"理由应为 1 至 {RenewalApplication.LongestRefusal} 个可见字符。", $"A reason has 1 to {RenewalApplication.LongestRefusal} visible characters.", "/reason");
        }

        DateTimeOffset now = Now;
        return await ledger.WriteAsync(
            write =>
            {
                Licence licence = LicenceRegister.Own(write, authority, identifier);
                RenewalApplicationRow row = Find(write, licence) is { State: RenewalApplicationState.Waiting } ? table.Find(write, licence)! : throw NothingWaits();
                RenewalApplicationRow refused = row.Clone();
                (refused.Refusal, refused.RefusedBy, refused.RefusedAt) = (reason, refusedBy, now.ToUnixTimeMilliseconds());
                table.Put(write, licence, row, refused);
                return Find(write, licence)!;
            },
            cancel);
    }

    private RenewalApplication? Find(LedgerRead rows, Licence licence) => table.Find(rows, licence) is RenewalApplicationRow row
        ? RenewalApplication.Of(licence, row, licence.SuccessorHandle is { } next && LicenceTable.Find(rows, next) is { Act: LicenceAct.Renewal })
        : null;

    private static string NewNumber(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"YX{LicenceDate.InChina(now):yyyyMMdd}{RandomNumberGenerator.GetInt32(100_000_000):D8}");

    private static LedgerException NothingWaits() => new(LedgerError.WrongState, "没有待办理的延续申请。", "No application for a renewal waits.");
}
