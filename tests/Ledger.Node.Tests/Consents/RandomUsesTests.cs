using Ledger.Node.Consents;
using Ledger.Node.Tests.Licences;
using Xunit.Abstractions;

namespace Ledger.Node.Tests.Consents;

/// <summary>
/// Random consents, clocks, uses and withdrawals against a table of what was allowed: never a field of a licence and never a byte of a material without a consent
/// that counts, covers it and stands in the log before the use; and adding the log up again gives the same rows.
/// </summary>
public sealed class RandomUsesTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int QuickSteps = 300;
    private const int FullSteps = 5_000;

    private static readonly string[] Fields = ["KZ_MC", "KZ_ZS", "KZ_FDDBR", "KZ_JYFW"];
    private static readonly string[] Authorities = [ConsentLedger.Recipient, ConsentLedger.Elsewhere, IssuingLedger.Stranger];

    private readonly ConsentLedger _ledger = new();
    private readonly List<Model> _consents = [];
    private readonly bool _isFull = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";
    private string _where = "";
    private (int Given, int Refused) _uses;
    private (int Given, int Refused) _materialUses;

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task Nothing_is_given_without_a_consent_that_counts_and_covers_it_and_is_in_the_log_already()
    {
        int seed = _isFull ? Environment.TickCount : 20261126;
        Random random = new(seed);
        _ = await _ledger.IssueBusinessAsync();
        UseRegister uses = _ledger.Uses(new UseOptions { MostADay = 1_000_000 });
        RandomMaterials materials = new(_ledger, uses);
        for (int step = 0; step < (_isFull ? FullSteps : QuickSteps); step++)
        {
            _where = $"seed {seed}, step {step}";
            _ledger.Clock.Now += TimeSpan.FromMilliseconds(random.Next(1, 40_000));
            switch (random.Next(18))
            {
                case 10 or 11:
                    await materials.ChangeAsync(random);
                    break;
                case 12 or 13 or 14:
                    await UseMaterialAsync(materials, random);
                    break;
                case > 14:
                    await materials.ReadAsync(random, Authorities, withdraw => HappensAsync(materials, random, withdraw), _where);
                    break;
                case 0 or 1:
                    await GrantAsync(random);
                    break;
                case 2 when _consents.Count > 0:
                    await WithdrawAsync(Any(random));
                    break;
                default:
                    await UseAsync(uses, random);
                    break;
            }
        }

        string counts = $"licences {_uses}, materials {_materialUses}, files {materials.Reads}";
        output.WriteLine(counts);
        Assert.True(_uses is { Given: > 20, Refused: > 20 } && _materialUses is { Given: > 5, Refused: > 5 } && materials.Reads is { Given: > 5, Refused: > 2, BrokenOff: > 0 }, counts);
        foreach (Model model in _consents)
        {
            Consent now = _ledger.Now(model.Consent);
            Assert.Equal((model.Used, model.IsWithdrawn), (now.Used, now.WithdrawnAt is not null));
            Assert.Equal((uint)model.Used, _ledger.StatusOf(ConsentTable.UsesOf(now.Handle))?.Version ?? 0);
        }

        _ledger.Parties.RequireReplay();
    }

    private async Task GrantAsync(Random random)
    {
        DateTimeOffset from = _ledger.Clock.Now.AddSeconds(random.Next(0, 60));
        Model model = new(
            [.. Fields.Where(_ => random.Next(2) == 0).DefaultIfEmpty(Fields[0])], [.. Authorities.Where(_ => random.Next(2) == 0)], random.Next(4) == 0,
            from, from.AddSeconds(random.Next(60, 2_400)), random.Next(1, 6), random.Next(3) > 0);
        string[] provinces = model.IsForJiangsu || model.Recipients.Length == 0 ? ["320000"] : [];
        model = model with { IsForJiangsu = provinces.Length > 0 };
        OpenedConsent consent = await _ledger.GrantAsync(new ConsentTerms(
            [new LicenceScope(ConsentLedger.BusinessType, model.Shown)], model.HasPlan ? [ConsentLedger.PlanType] : [], model.Recipients, provinces, [ConsentLedger.FoodItem], from, model.To, model.Count));
        _consents.Add(model with { Consent = consent });
    }

    private async Task WithdrawAsync(Model model)
    {
        if (!model.IsWithdrawn)
        {
            await _ledger.WithdrawAsync(model.Consent.Consent);
            model.IsWithdrawn = true;
        }
    }

    private async Task UseAsync(UseRegister uses, Random random)
    {
        Model? model = _consents.Count == 0 || random.Next(8) == 0 ? null : Any(random);
        string authority = model is not null && random.Next(3) > 0 ? model.Recipients.FirstOrDefault(ConsentLedger.Elsewhere) : Authorities[random.Next(Authorities.Length)];
        string[] fields = [.. (model is not null && random.Next(3) > 0 ? model.Shown : Fields).Where(_ => random.Next(2) == 0)];
        string name = model?.Consent.Consent.Name ?? Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
        UseRequest request = ConsentLedger.Use(new BasisClaim(UseBasis.Consent, name), fields);
        DateTimeOffset now = _ledger.Clock.Now;
        bool isAllowed = model is not null && model.IsOpenTo(authority, now) && fields.All(model.Shown.Contains);
        try
        {
            MadeUse use = await uses.UseAsync(ConsentLedger.Caller(authority), request, _ledger.NewKey(), CancellationToken.None);
            Assert.True(isAllowed, $"{_where}: given");
            Assert.True(model!.Consent.Consent.Index < use.Receipt.Index && use.Receipt.Index < use.Receipt.Size, _where);
            Assert.Equal((fields.Length == 0 ? model.Shown : fields).Order(), Fields.Where(field => use.Document[field] is not null).Order());
            model.Used++;
            _uses.Given++;
        }
        catch (LedgerException refusal)
        {
            Assert.False(isAllowed, $"{_where}: {refusal.English}");
            _uses.Refused++;
        }
    }

    private async Task UseMaterialAsync(RandomMaterials materials, Random random)
    {
        Model? model = _consents.Count == 0 || random.Next(8) == 0 ? null : Any(random);
        string authority = model is not null && random.Next(3) > 0 ? model.Recipients.FirstOrDefault(ConsentLedger.Elsewhere) : Authorities[random.Next(Authorities.Length)];
        string name = model?.Consent.Consent.Name ?? Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
        bool isOpened = model is not null && model.HasPlan && model.IsOpenTo(authority, _ledger.Clock.Now);
        bool isGiven = await materials.UseAsync(
            random, authority, new BasisClaim(UseBasis.Consent, name), isOpened, () => model?.Counts(_ledger.Clock.Now) is true, () => WithdrawAsync(model!), _where);
        _materialUses = isGiven ? _materialUses with { Given = _materialUses.Given + 1 } : _materialUses with { Refused = _materialUses.Refused + 1 };
        if (isGiven)
        {
            model!.Used++;
        }
    }

    /// <summary>What may happen while a file is read, and a second, after which the reader is to be told.</summary>
    private async Task HappensAsync(RandomMaterials materials, Random random, Func<Task> withdraw)
    {
        switch (random.Next(4))
        {
            case 0:
                await withdraw();
                break;
            case 1:
                await materials.ChangeAsync(random);
                break;
            case 2:
                _ledger.Clock.Now += TimeSpan.FromSeconds(random.Next(100));
                break;
            default:
                break;
        }

        _ledger.Clock.Now += TimeSpan.FromSeconds(1);
    }

    // The newer ones more often: the older are over.
    private Model Any(Random random) => _consents[^(1 + random.Next(Math.Min(6, _consents.Count)))];

    /// <summary>What was granted.</summary>
    private sealed record Model(string[] Shown, string[] Recipients, bool IsForJiangsu, DateTimeOffset From, DateTimeOffset To, long Count, bool HasPlan)
    {
        public OpenedConsent Consent { get; init; } = null!;

        public bool IsWithdrawn { get; set; }

        public long Used { get; set; }

        /// <summary>Whether what was used before may be read.</summary>
        public bool Counts(DateTimeOffset now) => !IsWithdrawn && From <= now && now <= To;

        /// <summary>Whether an authority may use it once more.</summary>
        public bool IsOpenTo(string authority, DateTimeOffset now) => Counts(now) && Used < Count
            && (Recipients.Contains(authority) || (IsForJiangsu && authority == ConsentLedger.Elsewhere));
    }
}
