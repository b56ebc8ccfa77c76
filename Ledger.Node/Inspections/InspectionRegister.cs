using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Inspections;

/// <summary>检查计划报备: authorities register inspections, and what is read for one is read under a plan that counts and names who reads and who is inspected.</summary>
internal sealed class InspectionRegister(LedgerWriter ledger, HolderSecrets secrets, NodeVault vault, TimeProvider time)
{
    /// <summary>The most plans that one page lists.</summary>
    public const int MostListed = 100;

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Registers a plan.</summary>
    /// <param name="authority">Unified social credit code of the authority whose plan it is.</param>
    /// <param name="plan">What it says.</param>
    /// <param name="by">System and account of who registers it.</param>
    /// <param name="key">The request; repeated it is the same plan.</param>
    /// <param name="cancel">Stops waiting; it may be registered all the same.</param>
    /// <exception cref="LedgerException">A field is wrong; <see cref="LedgerError.AlreadyExists"/>: the authority has a plan of this number.</exception>
    public async Task<OpenedInspection> RegisterAsync(string authority, InspectionPlan plan, (string System, string Operator) by, RequestKey key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ledger.RequireWriting();
        RequireAccount(by.Operator);
        InspectionRegistered? registered = null;
        byte[] content = [];
        using (LedgerRead rows = ledger.Read())
        {
            if (rows.ReceiptOf(key) is null)
            {
                plan.Require(Now);
                (registered, content) = Prepare(authority, plan, by);
            }
        }

        LogReceipt receipt = await ledger.WriteOnceAsync(
            key,
            write => registered is null || InspectionTable.Find(write, secrets.InspectionLookup(authority, plan.Number)) is not null
                ? throw new LedgerException(LedgerError.AlreadyExists, "本机构已报备过此编号的检查计划。", "The authority registered a plan of this number before.", "/number")
                : write.Append(registered, content),
            cancel);
        using LedgerRead after = ledger.Read();
        EventBody body = EventCodec.Decode(after.Get(Column.Bodies, RowKey.Of(receipt.Index))!);
        return Get(after, authority, InspectionRegistered.Parser.ParseFrom(body.Event).Handle);
    }

    /// <summary>Ends a plan: from the next turn of the log on nothing is read under it.</summary>
    /// <param name="authority">The authority whose plan it is.</param>
    /// <param name="plan">The plan, 32 hexadecimal characters.</param>
    /// <param name="reason">Why: 1 to 200 visible characters.</param>
    /// <param name="by">System and account of who ends it.</param>
    /// <param name="key">The request; repeated it is the same end.</param>
    /// <param name="cancel">Stops waiting; it may be ended all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: no plan of the authority's; <see cref="LedgerError.WrongState"/>: ended before; <see cref="LedgerError.InvalidField"/>: the reason.
    /// </exception>
    public async Task<LogReceipt> EndAsync(string authority, string plan, string reason, (string System, string Operator) by, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        RequireAccount(by.Operator);
        if (!CatalogueText.Fits(reason, InspectionLimits.ReasonLength))
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"原因应为 1 至 {InspectionLimits.ReasonLength} 个可见字符。", $"A reason has 1 to {InspectionLimits.ReasonLength} visible characters.", "/reason");
        }

        ByteString handle = Find(authority, plan).Inspection.Handle;
        byte[] content = vault.Seal(handle.Span, new InspectionEnding { Reason = reason, System = by.System, Operator = by.Operator }.ToByteArray());
        return await ledger.WriteOnceAsync(key, write => write.Append(InspectionTable.Find(write, handle)!.End(SealedDigest.Of(content)), content), cancel);
    }

    /// <summary>A plan of an authority's.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, or another's.</exception>
    public OpenedInspection Find(string authority, string plan)
    {
        using LedgerRead rows = ledger.Read();
        return plan.Length == 2 * Handle.Length && plan.All(char.IsAsciiHexDigitLower) ? Get(rows, authority, ByteString.CopyFrom(Convert.FromHexString(plan))) : throw NotFound();
    }

    /// <summary>The plans of an authority, the newest first.</summary>
    /// <param name="authority">The authority.</param>
    /// <param name="before">Log index of the last one seen, or null for the newest.</param>
    public IReadOnlyList<OpenedInspection> Of(string authority, long? before)
    {
        using LedgerRead rows = ledger.Read();
        return [.. InspectionTable.OfAuthority(rows, authority, before, MostListed).Select(plan => TryOpen(rows, plan)).OfType<OpenedInspection>()];
    }

    /// <summary>What it is now.</summary>
    public InspectionState StateOf(Inspection plan) => plan.StateAt(time.GetUtcNow());

    /// <summary>The plan under which somebody reads. Whom it names is not looked at yet.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="registeredBy">The authority that registered it.</param>
    /// <param name="number">检查码.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InspectionNotInForce"/>: none is registered here, or it does not count now.</exception>
    public OpenedInspection Require(LedgerRead rows, string registeredBy, string number, DateTimeOffset now)
    {
        OpenedInspection plan = (InspectionTable.Find(rows, secrets.InspectionLookup(registeredBy, number)) is Inspection known ? TryOpen(rows, known) : null)
            ?? throw new LedgerException(
                LedgerError.InspectionNotInForce,
                "该机构未在本省报备此编号的检查计划。",
                "That authority registered no inspection plan of this number in this province.",
                "/basis/number");
        plan.Inspection.RequireLive(now);
        return plan;
    }

    private (InspectionRegistered Event, byte[] Content) Prepare(string authority, InspectionPlan plan, (string System, string Operator) by)
    {
        ByteString handle = Handle.New();
        InspectionContent content = new()
        {
            Number = plan.Number,
            Kind = plan.Kind,
            Subjects = { plan.Subjects.Select(subject => new InspectedSubject { CodeType = subject.CodeType, Code = subject.Code }) },
            Inspectors = { plan.Inspectors },
            Authorities = { plan.Authorities },
            System = by.System,
            Operator = by.Operator,
        };
        byte[] sealedContent = vault.Seal(handle.Span, content.ToByteArray());
        InspectionRegistered registered = new()
        {
            Handle = handle,
            Authority = authority,
            Lookup = ByteString.CopyFrom(secrets.InspectionLookup(authority, plan.Number).Span),
            ValidFrom = (plan.From ?? Now).ToUnixTimeMilliseconds(),
            ValidTo = plan.To.ToUnixTimeMilliseconds(),
            SealedSm3 = SealedDigest.Of(sealedContent),
        };
        return (registered, sealedContent);
    }

    private OpenedInspection Get(LedgerRead rows, string authority, ByteString handle) =>
        InspectionTable.Find(rows, handle) is Inspection plan && plan.Authority == authority && TryOpen(rows, plan) is OpenedInspection opened ? opened : throw NotFound();

    private OpenedInspection? TryOpen(LedgerRead rows, Inspection plan) => rows.Get(Column.Sealed, RowKey.Of(plan.Index)) is byte[] content
        ? new OpenedInspection(plan, InspectionContent.Parser.ParseFrom(vault.Open(plan.Handle.Span, content)))
        : null;

    private static void RequireAccount(string account)
    {
        if (!InspectionPlan.IsAccount(account))
        {
            throw new LedgerException(LedgerError.InvalidField, "经办人应为可见 ASCII 字符的账号。", "The operator is an account of visible ASCII characters.", "/operator");
        }
    }

    private static LedgerException NotFound() => new(LedgerError.NotFound, "没有本机构的这份检查计划。", "There is no such inspection plan of the authority's.");
}
