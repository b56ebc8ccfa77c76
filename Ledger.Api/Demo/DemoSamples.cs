using System.Text.Json;

namespace Ledger.Api.Demo;

/// <summary>
/// One licence of each type, from <c>Demo/samples</c>: invented holders, every code right. In the fields <c>{from}</c> and <c>{to}</c> stand
/// for the first and the last day, <c>{five-years}</c> for the last day of a licence of five years.
/// </summary>
internal static class DemoSamples
{
    // A composite licence after those it unites.
    private static readonly string[] Names =
    [
        "business-licence", "food-business-licence", "medicine-business-licence", "medical-institution-licence", "birth-certificate",
        "road-transport-operation-licence", "road-transport-vehicle-licence", "ride-hailing-driver-licence", "property-certificate",
        "property-registration-certificate", "construction-special-operation-licence", "marriage-certificate", "residence-permit",
        "social-security-card", "composite-industry-licence",
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>All of them, valid from a day on.</summary>
    /// <param name="today">The first day.</param>
    public static IReadOnlyList<DemoLicence> All(DateOnly today) => [.. Names.Select(name => Of(name, today))];

    /// <summary>One of them.</summary>
    /// <param name="name">Name of its file, without <c>.json</c>.</param>
    /// <param name="today">The first day.</param>
    public static DemoLicence Of(string name, DateOnly today)
    {
        using Stream stream = typeof(DemoSamples).Assembly.GetManifestResourceStream($"Ledger.Api.Demo.samples.{name}.json")!;
        Sample sample = JsonSerializer.Deserialize<Sample>(stream, Json)!;
        DateOnly? last = sample.Years is { } years ? LastDay(today, years) : null;
        string Filled(string value) => value
            .Replace("{from}", DemoWorld.Text(today), StringComparison.Ordinal)
            .Replace("{to}", last is { } day ? DemoWorld.Text(day) : "长期", StringComparison.Ordinal)
            .Replace("{five-years}", DemoWorld.Text(LastDay(today, 5)), StringComparison.Ordinal);
        return new(
            sample.Type, sample.Issuer, sample.Serial, sample.Number, Holder(sample.Holder), today, last,
            sample.Fields.ToDictionary(field => field.Key, field => Filled(field.Value)))
        {
            CoHolders = [.. (sample.CoHolders ?? []).Select(Holder)],
            Components = sample.Components ?? [],
        };
    }

    private static DateOnly LastDay(DateOnly from, int years) => from.AddYears(years).AddDays(-1);

    private static DemoHolder Holder(string code) => DemoWorld.Holders.Single(holder => holder.Code == code);

    private sealed record Sample(
        string Type,
        string Issuer,
        string Serial,
        string Number,
        string Holder,
        Dictionary<string, string> Fields,
        int? Years = null,
        IReadOnlyList<string>? CoHolders = null,
        IReadOnlyList<string>? Components = null);
}
