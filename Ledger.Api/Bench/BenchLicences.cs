using System.Globalization;
using Google.Protobuf;
using Ledger.Api.Demo;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Api.Bench;

/// <summary>
/// Licences to query: events as issuing writes them, through the writer, but without documents and signatures. Nine in ten are of the
/// authority that asks; one in four was suspended or has ended, some begin later, the last days spread over ten years.
/// </summary>
internal sealed class BenchLicences(HolderSecrets secrets)
{
    /// <summary>Number of types.</summary>
    public const int Types = 15;

    /// <summary>Holders, among whom the licences are dealt out.</summary>
    public const int Holders = 1_000;

    private const int PerTurn = 64;
    private const int Callers = 8;
    private const int Years = 5;
    private const string Basis = "《中华人民共和国行政许可法》（演示）";

    private readonly List<ByteString> _holders = [];

    /// <summary>Licences written so far.</summary>
    public long Count { get; private set; }

    /// <summary>Code of a type.</summary>
    public static string TypeOf(long number) => $"11100000MBDEM901XT{1 + (number % Types):D3}";

    /// <summary>Printed number of a licence.</summary>
    public static string NumberOf(long licence) => string.Create(CultureInfo.InvariantCulture, $"沪JY{licence:D9}");

    /// <summary>Code of a holder; their type is <c>099</c>.</summary>
    public static string CodeOf(long holder) => string.Create(CultureInfo.InvariantCulture, $"BENCH{holder % Holders:D6}");

    /// <summary>Writes licences until there are so many.</summary>
    /// <param name="node">A node over the same folder each time.</param>
    /// <param name="count">How many.</param>
    public async Task FillAsync(BenchNode node, long count)
    {
        for (int i = _holders.Count; i < Holders; i++)
        {
            _holders.Add(await node.Node.Holders.RegisterAsync("099", "性能测试单位（演示）", CodeOf(i), CancellationToken.None));
        }

        long next = Count;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => CallAsync()));
        Count = count;

        async Task CallAsync()
        {
            await Task.Yield();
            for (long first = Take(); first < count; first = Take())
            {
                LicenceIssued[] issued = [.. Enumerable.Range(0, (int)Math.Min(PerTurn, count - first)).Select(i => Issuing(first + i))];
                long from = first;
                await node.Node.Ledger.WriteAsync(write => Append(write, issued, from), CancellationToken.None);
            }
        }

        long Take() => Interlocked.Add(ref next, PerTurn) - PerTurn;
    }

    private static long Append(LedgerWrite write, LicenceIssued[] issued, long first)
    {
        for (int i = 0; i < issued.Length; i++)
        {
            write.Append(issued[i]);
            switch ((first + i) % 20)
            {
                case 3:
                    write.Append(new LicenceSuspended { Handle = issued[i].Handle, LegalBasis = Basis, DecidedOn = issued[i].DecidedOn });
                    break;
                case 7 or 11 or 13 or 17:
                    write.Append(Ending(issued[i], (RevocationReason)((first + i) / 20 % 5)));
                    break;
                default:
                    break;
            }
        }

        return write.Count;
    }

    private static LicenceRevoked Ending(LicenceIssued issued, RevocationReason reason) =>
        new() { Handle = issued.Handle, ReasonCode = reason.Code(), LegalBasis = Basis, DecidedOn = issued.DecidedOn };

    private LicenceIssued Issuing(long number)
    {
        BenchChance chance = new(number);
        DateOnly today = LicenceDate.InChina(TimeProvider.System.GetUtcNow());
        DateOnly from = today.AddDays((int)chance.Below((Years * 365) + 30) - (Years * 365));
        DateOnly? to = chance.Below(5) == 0 ? null : from.AddYears(Years);
        string issuer = DemoWorld.Authorities[number % 10 == 9 ? 1 : 0].Code;
        LicenceIssued issued = new()
        {
            StatementSm3 = ByteString.CopyFrom(Sm3.Hash(BitConverter.GetBytes(number)).Span),
            Handle = Handle.New(),
            Identifier = LicenceIdentifier.Create(TypeOf(number), issuer, string.Create(CultureInfo.InvariantCulture, $"B{number:D9}"), 1).ToString(),
            Type = TypeOf(number),
            Issuer = issuer,
            HolderHandle = chance.Of(_holders),
            Version = 1,
            ValidFrom = LicenceDate.Format(from),
            ValidTo = to is DateOnly last ? LicenceDate.Format(last) : "",
            SealedSm3 = ByteString.CopyFrom(Sm3.Hash(BitConverter.GetBytes(~number)).Span),
            CheckCodeSm3 = ByteString.CopyFrom(Sm3.Hash(BitConverter.GetBytes(number + 1)).Span),
            Edition = 1,
            Act = LicenceAct.Issue.Code(),
            NumberLookup = ByteString.CopyFrom(secrets.NumberLookup(issuer, NumberOf(number)).Span),
            LegalBasis = Basis,
            DecidedOn = LicenceDate.Format(from),
        };
        if (chance.Below(20) == 0)
        {
            issued.CoHolderHandles.Add(chance.Of(_holders));
        }

        return issued;
    }
}
