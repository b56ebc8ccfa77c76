using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Licences;

/// <summary>Licences of two authorities and several types that are issued, suspended, given back, disputed, checked and ended at random.</summary>
/// <param name="ledger">Where.</param>
/// <param name="random">The same seed, the same lives.</param>
internal sealed class QueriedLives(QueriedLedger ledger, Random random)
{
    private const string Basis = "某法第一条";
    private const int DaysAround = 5;

    private static readonly string[] Issuers = [QueriedLedger.Issuer, QueriedLedger.Issuer, QueriedLedger.Stranger];

    /// <summary>Every licence issued so far.</summary>
    public List<ByteString> Handles { get; } = [];

    /// <summary>Who holds them, alone or with another.</summary>
    public IReadOnlyList<ByteString> Holders { get; } = [.. Enumerable.Range(0, 4).Select(_ => Handle.New())];

    /// <summary>What is printed on them.</summary>
    public IReadOnlyList<string> Numbers { get; } = ["沪A1", "沪A2", "310100198806120023"];

    /// <summary>Does some things, one a turn.</summary>
    public async Task LiveAsync(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            await (Handles.Count == 0 || random.Next(3) == 0 ? IssueAsync() : ChangeAsync(ledger.Find(Pick(Handles))));
        }
    }

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    /// <summary>A day near today.</summary>
    public DateOnly NearDay() => ledger.Today.AddDays(random.Next(-DaysAround, DaysAround + 1));

    private async Task IssueAsync()
    {
        DateOnly from = NearDay();
        ByteString[] holders = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Pick(Holders)).Distinct()];
        LicenceIssued issued = ledger.Issuing(
            Pick(Issuers),
            Pick(QueriedLedger.Types),
            from,
            random.Next(4) == 0 ? null : from.AddDays(random.Next(DaysAround)),
            Pick(Numbers),
            holders);
        await ledger.AppendAsync(issued);
        Handles.Add(issued.Handle);
    }

    private async Task ChangeAsync(Licence licence)
    {
        if (licence.EndedBy is not null)
        {
            return;
        }

        string day = LicenceDate.Format(ledger.Today);
        ByteString handle = licence.Handle;
        await (random.Next(4) switch
        {
            0 when licence.IsSuspended => ledger.AppendAsync(new LicenceResumed { Handle = handle, LegalBasis = Basis, DecidedOn = day }),
            0 => ledger.AppendAsync(new LicenceSuspended { Handle = handle, LegalBasis = Basis, DecidedOn = day }),
            1 when licence.IsDisputed => ledger.AppendAsync(
                new LicenceDisputeLifted { Handle = handle, OutcomeCode = "rejected", LegalBasis = Basis, DecidedOn = day }),
            1 => ledger.AppendAsync(new LicenceDisputed { Handle = handle, Reference = "1", LegalBasis = Basis, DecidedOn = day }),
            2 => ledger.AppendAsync(new LicenceChecked { Handle = handle, ResultCode = "passed", LegalBasis = Basis, DecidedOn = day }),
            _ => ledger.AppendAsync(new LicenceRevoked
            {
                Handle = handle,
                ReasonCode = Pick(Enum.GetValues<RevocationReason>()).Code(),
                LegalBasis = Basis,
                DecidedOn = day,
            }),
        });
    }
}
