using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ledger.Node;

namespace Ledger.Api.Security;

/// <summary>By which rates a request is counted: a person's by who they are, a stranger's by where they come from.</summary>
internal static class CallerRates
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Rate OfPerson = new("person", RateLimits.OfPersonPerMinute, Minute);
    private static readonly Rate LookupsOfNetwork = new("lookups of network", RateLimits.LookupsOfNetworkPerMinute, Minute);

    private static readonly Dictionary<RateClass, Rate[]> OfAddress = new()
    {
        [RateClass.Open] = [new("open", RateLimits.OpenPerMinute, Minute)],
        [RateClass.Lookup] = [new("lookups", RateLimits.LookupsPerMinute, Minute), new("lookups an hour", RateLimits.LookupsPerHour, Hour)],
        [RateClass.File] = [new("files", RateLimits.FilesPerMinute, Minute), new("files an hour", RateLimits.FilesPerHour, Hour)],
        [RateClass.Presentation] = [new("presentations", RateLimits.PresentationsPerMinute, Minute)],
        [RateClass.Frame] = [new("frames", RateLimits.FramesPerMinute, Minute)],
        [RateClass.SignIn] = [new("sign-ins", RateLimits.SignInsPerMinute, Minute)],
    };

    /// <summary>What kind of request it is.</summary>
    public static RateClass ClassOf(HttpContext context)
    {
        RateClass named = context.GetEndpoint() is RouteEndpoint endpoint
            && PermissionTable.Find(context.Request.Method, endpoint.RoutePattern.RawText ?? "") is PermissionRow row ? row.Rate : RateClass.Open;

        // The page itself is open; with what stands in a QR code it answers for a licence.
        return named == RateClass.Lookup && HttpMethods.IsGet(context.Request.Method) && !context.Request.Query.ContainsKey("id") ? RateClass.Open : named;
    }

    /// <summary>What is counted of a request whose caller is known by now; nothing of systems, which have quotas of their own.</summary>
    public static RateTable.Counted[] Of(HttpContext context, NodeOptions options)
    {
        Caller caller = Caller.Of(context);
        if (caller.Session is not null)
        {
            return [new(OfPerson, BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(caller.Name))))];
        }

        IPAddress? address = CallerAddress.Of(context, options);
        if (caller.Role != Role.Anyone || CallerAddress.IsLocal(address, options))
        {
            return [];
        }

        RateClass kind = ClassOf(context);

        // A lookup counts as a miss until it is known to be none: who asks for many at once is not ahead of what they owe.
        int number = kind == RateClass.Lookup ? RateLimits.MissedLookupCost : 1;
        IEnumerable<RateTable.Counted> counted = OfAddress[kind].Select(rate => new RateTable.Counted(rate, CallerAddress.OneOf(address), number));
        return kind == RateClass.Lookup ? [.. counted, new(LookupsOfNetwork, CallerAddress.NetworkOf(address))] : [.. counted];
    }
}
