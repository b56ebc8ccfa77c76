using Ledger.Node.Consents;
using Ledger.Node.Materials;
using Ledger.Node.Tests.Materials;

namespace Ledger.Node.Tests.Consents;

/// <summary>Materials to which random things happen, and files of them that are read on uses made before, against a table of what was allowed.</summary>
internal sealed class RandomMaterials(ConsentLedger ledger, UseRegister uses)
{
    private const int Most = 8;

    private readonly List<Model> _materials = [];
    private readonly List<Taken> _taken = [];

    /// <summary>How often bytes were given, refused, and broken off.</summary>
    public (int Given, int Refused, int BrokenOff) Reads { get; private set; }

    /// <summary>Something happens to a material.</summary>
    public Task ChangeAsync(Random random)
    {
        Model? model = _materials.Count == 0 ? null : _materials[random.Next(_materials.Count)];
        MaterialLedger materials = ledger.Materials;
        return random.Next(20) switch
        {
            _ when model is null || _materials.Count(each => each.State is "valid") < 2 => HandInAsync(random, model),
            < 8 when _materials.Count(each => each.State is not "ended") < Most => HandInAsync(random, model),
            < 12 when model.State is "valid" => BecomesAsync(model, "disputed", materials.Register.DisputeAsync(materials.Act(model.Material), CancellationToken.None)),
            < 16 when model.State is "disputed" => BecomesAsync(model, "valid", materials.Register.LiftDisputeAsync(materials.Act(model.Material), CancellationToken.None)),
            < 19 when model.State is not "ended" => BecomesAsync(model, "ended", materials.Register.VoidAsync(materials.Act(model.Material), CancellationToken.None)),
            _ => EraseAsync(model),
        };
    }

    /// <summary>Uses one, or whichever there is, on a consent.</summary>
    /// <returns>Whether it was given.</returns>
    public async Task<bool> UseAsync(Random random, string authority, BasisClaim claim, bool isOpened, Func<bool> counts, Func<Task> withdraw, string where)
    {
        Model? one = _materials.Count == 0 || random.Next(2) == 0 ? null : _materials[random.Next(_materials.Count)];
        bool isThere = one is null ? _materials.Exists(each => each.State is "valid") : one.State is "valid";
        try
        {
            MadeMaterialUse use = await uses.UseAsync(
                ConsentLedger.Caller(authority), ConsentLedger.UsePlan(claim, one?.Name ?? ConsentLedger.PlanType), ledger.NewKey(), CancellationToken.None);
            Assert.True(isOpened && isThere, $"{where}: given");
            Assert.True(use.Receipt.Index < use.Receipt.Size, where);
            Model given = Assert.Single(_materials, each => each.Name == use.Material.Material.Identifier.ToString());
            Assert.True((one is null || one == given) && given.State is "valid", where);
            _taken.Add(new Taken(given, authority, use.Receipt.Index, ledger.Clock.Now, counts, withdraw));
            return true;
        }
        catch (LedgerException refusal)
        {
            Assert.False(isOpened && isThere, $"{where}: {refusal.English}");
            return false;
        }
    }

    /// <summary>Reads a part of a file, by who used it or by another; in the middle of it something may happen.</summary>
    public async Task ReadAsync(Random random, string[] authorities, Func<Func<Task>, Task> happens, string where)
    {
        if (_taken.Count == 0)
        {
            return;
        }

        Taken taken = _taken[^(1 + random.Next(Math.Min(3, _taken.Count)))];
        string authority = random.Next(4) > 0 ? taken.Authority : authorities[random.Next(authorities.Length)];
        FilePart part = new(random.Next(taken.Of.File.Length), random.Next(2) == 0 ? null : random.Next(1, 100_000));
        byte[] expected = [.. taken.Of.File.Skip((int)part.From).Take((int)part.LengthIn(taken.Of.File.Length))];
        try
        {
            using GuardedFile file = uses.OpenFile(ConsentLedger.Caller(authority), taken.Index, part);
            Assert.True(IsAllowed(taken, authority), $"{where}: opened");
            Assert.Equal(expected.Length, file.Bytes);
            byte[] given = new byte[expected.Length];
            int half = await file.ReadAtLeastAsync(given.AsMemory(0, given.Length / 2), given.Length / 2);
            await happens(taken.Withdraw);
            bool stillCounts = IsAllowed(taken, authority);
            try
            {
                await file.ReadExactlyAsync(given.AsMemory(half));
                Assert.True(stillCounts, $"{where}: read on");
                Assert.Equal(expected, given);
                Reads = Reads with { Given = Reads.Given + 1 };
            }
            catch (LedgerException refusal)
            {
                Assert.False(stillCounts, $"{where}: {refusal.English}");
                Reads = Reads with { BrokenOff = Reads.BrokenOff + 1 };
            }
        }
        catch (LedgerException refusal)
        {
            Assert.False(IsAllowed(taken, authority), $"{where}: {refusal.English}");
            Reads = Reads with { Refused = Reads.Refused + 1 };
        }
    }

    private bool IsAllowed(Taken taken, string authority) =>
        authority == taken.Authority && taken.Of.State is "valid" && taken.Counts() && ledger.Clock.Now - taken.At <= UseRegister.FileFor;

    private async Task HandInAsync(Random random, Model? before)
    {
        byte[] filling = new byte[random.Next(1, 200_000)];
        random.NextBytes(filling);
        byte[] file = [.. MaterialLedger.Pdf(), .. filling];
        bool isNext = before is { State: "valid" } && random.Next(2) == 0;
        MaterialRequest request = MaterialLedger.Plan() with { Replaces = isNext ? before!.Name : null };
        HandedInMaterial material = await ledger.Materials.HandInAsync(request, file, key: $"random {ledger.NewKey()}");
        if (isNext)
        {
            before!.State = "ended";
        }

        _materials.Add(new Model(material, file));
    }

    private static async Task BecomesAsync(Model model, string state, Task act)
    {
        await act;
        model.State = state;
    }

    private Task EraseAsync(Model model) => model.IsErased ? Task.CompletedTask : BecomesAsync(
        model.Erased(), "ended", ledger.Materials.Register.EraseAsync(MaterialLedger.Authority, model.Name, ledger.NewKey(), CancellationToken.None));

    /// <summary>What was handed in.</summary>
    private sealed record Model(HandedInMaterial Material, byte[] File)
    {
        public string Name => Material.Material.Material.Identifier.ToString();

        public string State { get; set; } = "valid";

        public bool IsErased { get; private set; }

        public Model Erased()
        {
            IsErased = true;
            return this;
        }
    }

    /// <summary>A use that was made.</summary>
    private sealed record Taken(Model Of, string Authority, long Index, DateTimeOffset At, Func<bool> Counts, Func<Task> Withdraw);
}
