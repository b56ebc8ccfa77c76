using System.Globalization;
using Google.Protobuf;
using Ledger.Api.Demo;
using Ledger.Api.Reconciliation;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Reconciliation;
using Xunit.Abstractions;

namespace Ledger.Api.Tests.Reconciliation;

/// <summary>
/// Two real nodes have the same records of an authority but for three: found over HTTP by few hashes. 3,000 records by default, 100,000 with LEDGER_TEST_FULL=1.
/// The records are events as issuing writes them, without documents and signatures.
/// </summary>
public sealed class TwoNodesTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const string Type = "11100000MBDEM901XT001";
    private const int PerTurn = 500;
    private const int MostHashes = 200;

    private static readonly int Records = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1" ? 100_000 : 3_000;

    private readonly TestNode _one = new();
    private readonly TestNode _other = new();

    public Task InitializeAsync() => Task.WhenAll(_one.InitializeAsync(), _other.InitializeAsync());

    public Task DisposeAsync() => Task.WhenAll(_one.DisposeAsync(), _other.DisposeAsync());

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Three_differences_among_all_records_of_two_nodes_are_found_with_fewer_than_200_hashes()
    {
        (int missing, int surplus, int suspended) = (Records / 7, Records / 3, Records / 2);
        await Task.WhenAll(FillAsync(_one, surplus, suspended), FillAsync(_other, missing, suspended: -1));
        ReconciliationClient client = new(_one.Department);
        Digest key = await client.GetKeyAsync(CancellationToken.None);
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        RangeTree own = new(Collected(_other).Select(record => record.ToEntry(key)));
        RangeDifferences found = await client.CompareAsync(own, type: null, mostDifferences: 100, CancellationToken.None);
        output.WriteLine($"{Records} records, {found.Hashes} hashes, {found.Questions} questions, {(DateTimeOffset.UtcNow - begun).TotalMilliseconds:F0} ms");
        Assert.Equal((true, 3), (found.IsWhole, found.Count));
        Assert.Equal(LicenceRecord.KeyOf(key, IdentifierOf(missing)), Assert.Single(found.Missing));
        Assert.Equal(LicenceRecord.KeyOf(key, IdentifierOf(surplus)), Assert.Single(found.Surplus));
        Assert.Equal(LicenceRecord.KeyOf(key, IdentifierOf(suspended)), Assert.Single(found.Different));
        Assert.InRange(found.Hashes, 1, MostHashes - 1);
    }

    private static async Task FillAsync(TestNode node, int without, int suspended)
    {
        ByteString holder = await node.Node.Holders.RegisterAsync("099", "对账测试单位（演示）", "RECONCILE1", CancellationToken.None);
        for (int first = 0; first < Records; first += PerTurn)
        {
            LicenceIssued[] issued = [.. Enumerable.Range(first, PerTurn).Where(number => number != without).Select(number => Issued(number, holder))];
            await node.Node.Ledger.WriteAsync(
                write =>
                {
                    foreach (LicenceIssued one in issued)
                    {
                        write.Append(one);
                        if (one.Identifier == IdentifierOf(suspended))
                        {
                            write.Append(new LicenceSuspended { Handle = one.Handle, LegalBasis = one.LegalBasis, DecidedOn = one.DecidedOn });
                        }
                    }

                    return write.Count;
                },
                CancellationToken.None);
        }
    }

    private static LicenceRecord[] Collected(TestNode node)
    {
        using LedgerRead rows = node.Node.Ledger.Read();
        return [.. CollectedLicences.Of(rows, DemoWorld.IssuingAuthority, type: null).Select(LicenceRecord.Of)];
    }

    private static string IdentifierOf(int number) => number < 0 ? "" : LicenceIdentifier.Create(
        Type, DemoWorld.IssuingAuthority, string.Create(CultureInfo.InvariantCulture, $"R{number:D9}"), 1).ToString();

    private static LicenceIssued Issued(int number, ByteString holder)
    {
        ByteString digest = ByteString.CopyFrom(Sm3.Hash(BitConverter.GetBytes(number)).Span);
        string day = LicenceDate.Format(new DateOnly(2026, 1, 1).AddDays(number % 300));
        return new LicenceIssued
        {
            StatementSm3 = digest,
            Handle = Handle.New(),
            Identifier = IdentifierOf(number),
            Type = Type,
            Issuer = DemoWorld.IssuingAuthority,
            HolderHandle = holder,
            Version = 1,
            ValidFrom = day,
            SealedSm3 = digest,
            CheckCodeSm3 = digest,
            Edition = 1,
            Act = LicenceAct.Issue.Code(),
            NumberLookup = digest,
            LegalBasis = "《中华人民共和国行政许可法》（演示）",
            DecidedOn = day,
        };
    }
}
