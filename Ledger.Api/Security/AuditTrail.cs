using System.Diagnostics;
using System.Net;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node;
using Ledger.Node.Auditing;

namespace Ledger.Api.Security;

/// <summary>What a request turns out to be about, gathered for the audit log while it is answered. No number goes in that comes out again.</summary>
/// <param name="pseudonyms">What stands for people and things.</param>
internal sealed class AuditTrail(AuditPseudonyms pseudonyms)
{
    private const int Ipv4Bits = 24;
    private const int Ipv6Bits = 48;

    private readonly HashSet<ByteString> _subjects = [];
    private readonly ByteString _trace = TraceOf();

    /// <summary>The number by which the request can be asked about: its trace, 32 hexadecimal digits.</summary>
    public string Reference => Convert.ToHexStringLower(_trace.Span);

    /// <summary>Who asks, where the answer itself found that out; null for whom the authoriser put on the request.</summary>
    public Caller? Caller { get; set; }

    /// <summary>The person who asks, as the system that calls names them; null where it names nobody.</summary>
    public string? Person { get; set; }

    /// <summary>What for; null where nothing was said.</summary>
    public AuditPurpose? Purpose { get; private set; }

    /// <summary>Stable code of a refusal that is given as an answer; null where there is none.</summary>
    public string? Refusal { get; set; }

    /// <summary>The trail of a request.</summary>
    public static AuditTrail Of(HttpContext context)
    {
        AuditTrail? trail = context.Features.Get<AuditTrail>();
        if (trail is null)
        {
            trail = new AuditTrail(context.RequestServices.GetRequiredService<ProvinceNode>().Audit.Pseudonyms);
            context.Features.Set(trail);
        }

        return trail;
    }

    /// <summary>What was asked for: method and route, never the path with what stands in it.</summary>
    public static string ActionOf(HttpContext context) => context.GetEndpoint() is RouteEndpoint endpoint
        ? $"{context.Request.Method} /{endpoint.RoutePattern.RawText?.Trim('/')}"
        : context.Request.Method;

    /// <summary>The network of an address: enough to see where it came from, and not whose machine it is.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        int bits = plain.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? Ipv4Bits : Ipv6Bits;
        byte[] bytes = plain.GetAddressBytes();
        bytes.AsSpan(bits / 8).Clear();
        return $"{new IPAddress(bytes)}/{bits}";
    }

    /// <summary>It concerns a licence.</summary>
    public void ConcernsLicence(string identifier) => Add(pseudonyms.Licence(identifier));

    /// <summary>It concerns licences, of which an entry takes 1,000: more than any page shows.</summary>
    public void ConcernsLicences(IEnumerable<string> identifiers)
    {
        foreach (string identifier in identifiers)
        {
            ConcernsLicence(identifier);
        }
    }

    /// <summary>It concerns a material.</summary>
    public void ConcernsMaterial(string identifier) => Add(pseudonyms.Of("material", identifier));

    /// <summary>It concerns a holder, by whatever code it was named.</summary>
    public void ConcernsHolder(string code) => Add(pseudonyms.Holder(code));

    /// <summary>It concerns a person who signed in.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="person">Keyed hash of issuer and subject.</param>
    public void ConcernsPerson(string provider, Digest person) => Add(pseudonyms.Person(provider, person.ToHex()));

    /// <summary>It concerns a number that an authority printed.</summary>
    public void ConcernsNumber(string issuer, string number) => Add(pseudonyms.Number(issuer, number));

    /// <summary>States what for: codes as they are, all else as pseudonyms. Empty texts were not said.</summary>
    /// <param name="itemCode">事项编码.</param>
    /// <param name="caseNumber">业务流水号.</param>
    /// <param name="organisation">Name of the asking organisation.</param>
    /// <param name="use">用途.</param>
    public void IsFor(string itemCode, string caseNumber, string organisation, string use) => Purpose = new AuditPurpose
    {
        ItemCode = AuditPseudonyms.Code(itemCode),
        CaseNumber = pseudonyms.Of("case", caseNumber),
        Organisation = pseudonyms.Of("organisation", organisation),
        Use = pseudonyms.Of("use", use),
    };

    /// <summary>The entry.</summary>
    /// <param name="context">The request.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="status">HTTP status of the answer.</param>
    /// <param name="code">Stable code of a refusal; null where it was answered.</param>
    public AuditEntry ToEntry(HttpContext context, IPAddress? address, int status, string? code)
    {
        Caller caller = Caller ?? Security.Caller.Of(context);
        AuditEntry entry = new()
        {
            Actor = ActorOf(caller),
            System = Short(caller.Role == Role.Anyone ? "" : caller.Session?.Who.Authority ?? caller.Name),
            Person = PersonOf(caller),
            Network = NetworkOf(address),
            Action = Short(ActionOf(context)),
            Purpose = Purpose,
            Status = status,
            Code = code ?? Refusal ?? "",
            Trace = _trace,
        };
        entry.Subjects.Add(_subjects);
        return entry;
    }

    private static AuditActor ActorOf(Caller caller) => caller switch
    {
        { Session: { } session } => session.Who.Roles.Count > 0 ? AuditActor.Staff : AuditActor.Citizen,
        { Role: Role.Department } => AuditActor.Department,
        { Role: Role.Auditor } => AuditActor.Auditor,
        { Role: Role.Province } => AuditActor.Province,
        _ => AuditActor.Anyone,
    };

    // Who signed in is a keyed hash already; here it gets another key, so that neither can be looked up by the other alone.
    private ByteString PersonOf(Caller caller) =>
        caller.Session is { } session ? pseudonyms.Person(session.Who.Provider, session.Who.Person.ToHex())
        : Person is null ? ByteString.Empty
        : pseudonyms.Person(caller.Name, Person);

    private static ByteString TraceOf()
    {
        byte[] trace = new byte[16];
        ActivityTraceId id = Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom();
        id.CopyTo(trace);
        return ByteString.CopyFrom(trace);
    }

    private static string Short(string text) => text.Length <= AuditEntries.LongestText ? text : text[..AuditEntries.LongestText];

    private void Add(ByteString subject)
    {
        if (_subjects.Count < AuditEntries.MostSubjects)
        {
            _subjects.Add(subject);
        }
    }
}
