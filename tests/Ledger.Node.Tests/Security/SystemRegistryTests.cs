using System.Net;
using Ledger.Crypto.Signing;
using Ledger.Node.Security;

namespace Ledger.Node.Tests.Security;

public sealed class SystemRegistryTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SigningKey[] _keys = [Ed25519PrivateKey.Generate(), P256PrivateKey.Generate(), Sm2PrivateKey.Generate()];

    public void Dispose() => Array.ForEach(_keys, key => key.Dispose());

    [Fact]
    public void A_key_is_found_with_the_algorithm_that_it_is_registered_with()
    {
        SystemRegistry registry = new([Sample() with { Keys = [.. _keys.Select(key => Entry(key.Algorithm.ToString(), key))] }]);
        Assert.All(_keys, key =>
        {
            (DepartmentSystem system, VerifyingKey found) = registry.Find(key.Algorithm.ToString(), Day)!.Value;
            Assert.Equal("demo", system.Name);
            Assert.Equal(key.Algorithm, found.Algorithm);
            Assert.Equal(key.PublicKey.ToArray(), found.PublicKey.ToArray());
        });
        Assert.Null(registry.Find("another", Day));
        Assert.Null(registry.Find("ED25519", Day));
    }

    [Fact]
    public void Key_and_system_are_found_while_both_are_in_force()
    {
        SystemKey key = Entry("k", _keys[0]) with { From = Day, Until = Day.AddDays(2) };
        SystemRegistry registry = new([Sample() with { Keys = [key], From = Day.AddDays(1), Until = Day.AddDays(3) }]);
        Assert.Null(registry.Find("k", Day.AddDays(1).AddTicks(-1)));
        Assert.NotNull(registry.Find("k", Day.AddDays(1)));
        Assert.NotNull(registry.Find("k", Day.AddDays(2).AddTicks(-1)));
        Assert.Null(registry.Find("k", Day.AddDays(2)));

        registry = new([Sample() with { Keys = [key with { Until = null }], Until = Day.AddDays(3) }]);
        Assert.Null(registry.Find("k", Day.AddTicks(-1)));
        Assert.NotNull(registry.Find("k", Day.AddDays(3).AddTicks(-1)));
        Assert.Null(registry.Find("k", Day.AddDays(3)));
    }

    [Theory]
    [InlineData("10.20.0.0", true)]
    [InlineData("10.20.255.255", true)]
    [InlineData("10.21.0.0", false)]
    [InlineData("::ffff:10.20.1.1", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db9::1", false)]
    public void A_system_calls_from_its_networks(string address, bool may)
    {
        DepartmentSystem system = Sample() with { Networks = ["10.20.0.0/16", "2001:db8::/32"] };
        Assert.Null(system.Problem());
        Assert.Equal(may, system.MayCallFrom(IPAddress.Parse(address)));
        Assert.False(system.MayCallFrom(null));
        Assert.True(Sample().MayCallFrom(null));
    }

    [Fact]
    public void Settings_that_cannot_work_are_said()
    {
        Assert.Null(Sample().Problem());
        Assert.NotNull((Sample() with { Keys = [] }).Problem());
        Assert.Null((Sample() with { Keys = Many(8) }).Problem());
        Assert.NotNull((Sample() with { Keys = Many(9) }).Problem());
        Assert.NotNull((Sample() with { Keys = [Entry("", _keys[0])] }).Problem());
        Assert.Null((Sample() with { Keys = [Entry(new string('k', 128), _keys[0])] }).Problem());
        Assert.NotNull((Sample() with { Keys = [Entry(new string('k', 129), _keys[0])] }).Problem());
        Assert.NotNull((Sample() with { Keys = [Entry("a\"b", _keys[0])] }).Problem());
        Assert.NotNull((Sample() with { Keys = [Entry("k", _keys[0]) with { PublicKey = "AAAA" }] }).Problem());
        Assert.NotNull((Sample() with { Keys = [Entry("k", _keys[0]) with { PublicKey = "?" }] }).Problem());
        Assert.NotNull((Sample() with { LicenceTypes = ["x"] }).Problem());
        Assert.NotNull((Sample() with { Networks = ["10.0.0.0/33"] }).Problem());
        Assert.Null((Sample() with { Networks = [.. Enumerable.Range(0, 32).Select(i => $"10.{i}.0.0/16")] }).Problem());
        Assert.NotNull((Sample() with { Networks = [.. Enumerable.Range(0, 33).Select(i => $"10.{i}.0.0/16")] }).Problem());
        Assert.Null((Sample() with { RequestsPerMinute = 1_000_000 }).Problem());
        Assert.NotNull((Sample() with { RequestsPerMinute = 1_000_001 }).Problem());
        Assert.NotNull((Sample() with { RequestsPerMinute = 0 }).Problem());
    }

    [Fact]
    public void A_key_of_another_scheme_is_none()
    {
        using System.Security.Cryptography.ECDsa other =
            System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        SystemKey key = new() { Id = "k", PublicKey = Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()) };
        Assert.NotNull(key.Problem());
    }

    private SystemKey[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => Entry($"k{i}", _keys[0]))];

    private DepartmentSystem Sample() => new() { Name = "demo", Authority = "11310105MBDEM0015E", Keys = [Entry("demo/1", _keys[0])] };

    private static SystemKey Entry(string id, SigningKey key) => new()
    {
        Id = id,
        PublicKey = Convert.ToBase64String(new VerifyingKey(key.Algorithm, key.PublicKey.Span).ToPublicKeyInfo()),
    };
}
