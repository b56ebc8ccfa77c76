using System.Globalization;
using System.Text;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Bench;

/// <summary>Every kind of query that a department can ask about its licences, each time for something else.</summary>
/// <param name="licences">Licences that there are.</param>
/// <param name="logSize">Leaves of the log.</param>
internal sealed class BenchQueries(int licences, long logSize)
{
    /// <summary>Address of the licences.</summary>
    public const string List = "/api/v1/licences";

    private static readonly string[] States = [.. Enum.GetValues<LicenceState>().Select(state => state.Code())];

    private readonly BenchChance _chance = new(1);

    /// <summary>Licences that there are.</summary>
    public int Licences => licences;

    /// <summary>Leaves of the log.</summary>
    public long LogSize => logSize;

    /// <summary>The day it is in China.</summary>
    public static DateOnly Today => LicenceDate.InChina(TimeProvider.System.GetUtcNow());

    /// <summary>Identifiers of licences that have a document; to be added.</summary>
    public List<string> Identifiers { get; } = [];

    /// <summary>Cursors of the valid licences from far behind the first page; to be added.</summary>
    public List<string> DeepCursors { get; } = [];

    private long AnyLicence => _chance.Below(licences);

    /// <summary>The kinds that need nothing added.</summary>
    public IReadOnlyList<(string Name, Func<HttpRequestMessage> Ask)> Lists() =>
    [
        ("all", () => Get(List)),
        ("type", () => Get($"{List}?type={AnyType()}")),
        ("state", () => Get($"{List}?state={_chance.Of(States)}")),
        ("type and state", () => Get($"{List}?type={AnyType()}&state={_chance.Of(States)}")),
        ("expiry window", () => Get($"{List}?{AnyWindow()}")),
        ("type, state, window", () => Get($"{List}?type={AnyType()}&state={_chance.Of(States)}&{AnyWindow()}")),
        ("200 of a type", () => Get($"{List}?type={AnyType()}&limit=200")),
        ("holder", () => Post("/by-holder", $$"""{"codeType":"099","code":"{{BenchLicences.CodeOf(AnyLicence)}}"}""")),
        ("number", () => Post("/by-number", $$"""{"number":"{{BenchLicences.NumberOf(AnyLicence)}}"}""")),
        ("changes since", () => Get($"/api/v1/changes?after={_chance.Below(logSize)}")),
    ];

    /// <summary>All kinds.</summary>
    public IReadOnlyList<(string Name, Func<HttpRequestMessage> Ask)> All() =>
    [
        .. Lists(),
        ("deep page", () => PageOfValid(_chance.Of(DeepCursors), 50)),
        ("identifier", () => Get($"{List}/{_chance.Of(Identifiers)}")),
    ];

    /// <summary>A page of the valid licences.</summary>
    public static HttpRequestMessage PageOfValid(string? cursor, int limit) =>
        Get(string.Create(CultureInfo.InvariantCulture, $"{List}?state=valid&limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}"));

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Post(string path, string body) =>
        new(HttpMethod.Post, List + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private string AnyType() => BenchLicences.TypeOf(_chance.Below(BenchLicences.Types));

    private string AnyWindow()
    {
        DateOnly from = Today.AddDays((int)_chance.Below(5 * 365) - 365);
        return string.Create(CultureInfo.InvariantCulture, $"expiresFrom={from:yyyy-MM-dd}&expiresTo={from.AddDays(30):yyyy-MM-dd}");
    }
}
