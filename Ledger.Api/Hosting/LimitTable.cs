using Ledger.Api.Documents.Reading;
using Ledger.Api.Holdings;
using Ledger.Api.Portal;
using Ledger.Api.Security;
using Ledger.Api.Verification.Separate;
using Ledger.Crypto.Encoding;
using Ledger.Node.Consents;
using Ledger.Node.Federation;
using Ledger.Node.Importing;
using Ledger.Node.Inspections;
using Ledger.Node.Materials;
using Ledger.Node.Outgoing;
using Ledger.Node.Security;

namespace Ledger.Api.Hosting;

/// <summary>
/// Every limit of the node in one place. Each value stands where it is read (the server, the limiter, the readers) and nowhere twice; the
/// documentation and the tests read this table. How much each endpoint reads says the permission table.
/// </summary>
internal static class LimitTable
{
    private const string Refused = "429 with Retry-After";
    private const string Verdict = "a verdict that says so, no reading";
    private const string Unanswered = "as if there were no answer";
    private const string Malformed = "400 `malformed-body`";

    private static readonly MirrorLimits MirrorLimits = new();
    private static readonly CsvLimits CsvLimits = new();

    /// <summary>The rows, in the order of the documentation.</summary>
    public static IReadOnlyList<Limit> Rows { get; } =
    [
        Limit.Of(ServerLimits.Connections, "connections", "at once", "closed"),
        Limit.Of(ServerLimits.Waiting, "connections", "that wait to be accepted, if the system allows so many", "have to try again"),
        Limit.Of(ServerLimits.RequestLineBytes, "bytes", "request line", "414"),
        Limit.Of(ServerLimits.HeaderBytes, "bytes", "all header lines of a request", "431"),
        Limit.Of(ServerLimits.Headers, "lines", "header lines of a request", "431"),
        Limit.Of(ServerLimits.HeadersWithin, "until the header lines are there", "408, closed"),
        Limit.Of(ServerLimits.BytesPerSecond, "bytes a second", "the least speed of a body (408) and of taking an answer", "closed"),
        Limit.Of(ServerLimits.SendBufferBytes, "bytes", "of answers that wait in the system for a connection (Linux doubles it)", "waits"),
        Limit.Of(ServerLimits.TakenWithin, "so long an answer may be taken more slowly", "closed"),
        Limit.Of(ServerLimits.FoundAgainWithin, "the same, where the network loses it", "closed"),
        Limit.Of(ServerLimits.KeptFor, "the same, where the server has closed the connection", "dropped"),
        Limit.Of(ServerLimits.SlowFor, "so long a body may be slower", "408, closed"),
        Limit.Of(ServerLimits.HandshakeWithin, "a TLS handshake, where the node speaks TLS itself", "closed"),
        Limit.Of(ServerLimits.IdleFor, "a connection on which nothing is asked", "closed"),
        Limit.Of(BodyLimit.Unread, "bytes", "a body that nothing reads", "413"),
        Limit.Of(RateLimits.LookupsPerMinute, "a minute", "lookups by identifier and check code, of one address (IPv6: of one /64)", Refused),
        Limit.Of(RateLimits.LookupsPerHour, "an hour", "the same", Refused),
        Limit.Of(RateLimits.LookupsOfNetworkPerMinute, "a minute", "the same, of one /24 (IPv6: /48)", Refused),
        Limit.Of(RateLimits.MissedLookupCost, "lookups", "what a lookup that finds nothing counts as", "owed: comes back before anything else"),
        Limit.Of(RateLimits.LookupsAtOnce, "lookups", "of all callers at once", Refused),
        Limit.Of(RateLimits.LookupTime, "until a lookup is answered, whatever it found", "none is answered sooner"),
        Limit.Of(RateLimits.FilesPerMinute, "a minute", "files verified for one address", Refused),
        Limit.Of(RateLimits.FilesPerHour, "an hour", "the same", Refused),
        Limit.Of(RateLimits.PresentationsPerMinute, "a minute", "presentations verified for one address", Refused),
        Limit.Of(RateLimits.FramesPerMinute, "a minute", "pictures of a camera read for one address", Refused),
        Limit.Of(RateLimits.SignInsPerMinute, "a minute", "sign-ins begun or finished from one address", Refused),
        Limit.Of(RateLimits.FailedSignaturesPerMinute, "a minute", "signatures that do not verify, of one address and key", Refused),
        Limit.Of(RateLimits.OpenPerMinute, "a minute", "whatever else anybody may ask for, of one address", Refused),
        Limit.Of(RateLimits.OfPersonPerMinute, "a minute", "requests of one person who signed in", Refused),
        Limit.Of(RateLimits.Remembered, "rates", "of callers that are remembered", "who asked least lately is forgotten"),
        Limit.Of(PagePermissions.FormBytes, "bytes", "a form of a page that takes no file", "413"),
        Limit.Of(VerifyPages.LongestPresentation, "characters", "the text of a code that somebody shows, on the page", "said on the page"),
        Limit.Of(FormDrafts.Most, "forms", "kept while their persons authenticate anew", "what is typed is not kept"),
        Limit.Of(FormDrafts.KeptFor, "one of them", "forgotten"),
        Limit.Of(StrictJsonLimits.UsualDepth, "levels", "a JSON body", Malformed),
        Limit.Of(StrictJsonLimits.DeepestDepth, "levels", "any JSON that is read", "a fault of the program"),
        Limit.Of(ReadingLimits.Processes, "files", "read at once", "waits"),
        Limit.Of(ReadingLimits.Waiting, "files", "that wait to be read", "429 `busy`"),
        Limit.Of(ReadingLimits.FileLength, "bytes", "a file that is verified", "413; handed over otherwise, " + Verdict),
        Limit.Of(ReadingLimits.AnswerLength, "bytes", "what a reading process says of a file", Verdict),
        Limit.Of(ReadingLimits.HeapLength, "bytes", "managed memory of a reading process", "killed; " + Verdict),
        Limit.Of(ReadingLimits.MemoryLength, "bytes", "all memory of a reading process (RLIMIT_DATA)", "killed; " + Verdict),
        Limit.Of(ReadingLimits.Descriptors, "descriptors", "of a reading process", "killed; " + Verdict),
        Limit.Of(ReadingLimits.File, "the reading of one file", "killed; " + Verdict),
        Limit.Of(ReadingLimits.Alone, "a reading process that nobody listens to", "it ends itself"),
        Limit.Of(ReadingLimits.Start, "the start of a reading process", Verdict),
        Limit.Of(PdfLimits.FileLength, "bytes", "a PDF", Verdict),
        Limit.Of(PdfLimits.InflatedLength, "bytes", "all attachments of a PDF", Verdict),
        Limit.Of(PdfLimits.InflationRatio, "times", "an attachment, beside its compressed form", Verdict),
        Limit.Of(PdfLimits.FreelyInflated, "bytes", "an attachment, however small its compressed form", Verdict),
        Limit.Of(PdfLimits.Depth, "levels", "arrays and dictionaries in a PDF", Verdict),
        Limit.Of(PdfLimits.Objects, "objects", "in a PDF", Verdict),
        Limit.Of(PdfLimits.Values, "values", "in a PDF", Verdict),
        Limit.Of(PdfLimits.NameLength, "bytes", "a name in a PDF", Verdict),
        Limit.Of(PdfLimits.Attachments, "attachments", "of a PDF", Verdict),
        Limit.Of(PdfLimits.Time, "the reading of a PDF", Verdict),
        Limit.Of(OfdLimits.FileLength, "bytes", "an OFD", Verdict),
        Limit.Of(OfdLimits.InflatedLength, "bytes", "all entries of an OFD", Verdict),
        Limit.Of(OfdLimits.InflationRatio, "times", "an entry, beside its compressed form", Verdict),
        Limit.Of(OfdLimits.FreelyInflated, "bytes", "an entry, however small its compressed form", Verdict),
        Limit.Of(OfdLimits.Entries, "entries", "of an OFD", Verdict),
        Limit.Of(OfdLimits.XmlCharacters, "characters", "one XML file of an OFD", Verdict),
        Limit.Of(OfdLimits.XmlDepth, "levels", "elements of one XML file", Verdict),
        Limit.Of(OfdLimits.XmlNodes, "nodes", "elements, texts and attributes of one XML file", Verdict),
        Limit.Of(OfdLimits.NameLength, "characters", "the name of an entry", Verdict),
        Limit.Of(OfdLimits.Signatures, "signatures", "of an OFD", Verdict),
        Limit.Of(OfdLimits.References, "files", "that one signature names", Verdict),
        Limit.Of(OfdLimits.Time, "the reading of an OFD", Verdict),
        Limit.Of(ImportLimits.FileBytes, "bytes", "a file of licences to import", "413"),
        Limit.Of(ImportLimits.Rows, "rows", "of such a file", "413"),
        Limit.Of(ImportLimits.OpenJobs, "imports", "of one authority that run or pause", "429 `busy`"),
        Limit.Of(ImportLimits.Jobs, "imports", "of one authority that are kept", "429 `busy`"),
        Limit.Of(ImportLimits.RefusalsOfRow, "refusals", "that are kept of one row", "the rest is not kept"),
        Limit.Of(ImportLimits.RowsAlone, "rows", "that a system imports within a day without another's approval, and licences that it issues by batch (`importRowsAlone`)", "waits for approval; 403"),
        Limit.Of(ImportLimits.ApprovableFor, "an import that nobody approves", "cancelled"),
        Limit.Of(SystemKeyLimits.OfAuthority, "keys", "that one authority registers and that count or wait", "429 `busy`"),
        Limit.Of(SystemKeyLimits.Remembered, "keys", "of one authority that are remembered", "429 `busy`"),
        Limit.Of(SystemKeyLimits.ApprovableFor, "an application for a key that nobody approves", "rejected"),
        Limit.Of(ImportLimits.KeptFor, "an import that has ended", "forgotten"),
        Limit.Of(MaterialLimits.FileBytes, "bytes", "a file of a material", "413"),
        Limit.Of(MaterialLimits.DescriptionBytes, "bytes", "what is said about it", "413"),
        Limit.Of(MaterialLimits.NameLength, "characters", "its name", "422"),
        Limit.Of(MaterialLimits.CaseLength, "characters", "a case number", "422"),
        Limit.Of(MaterialLimits.OfHolderAndType, "materials", "of one holder and type among which the same file is looked for", "handed in anew"),
        Limit.Of(MaterialLimits.OtherCases, "cases", "other cases that one material is of", "handed in anew"),
        Limit.Of(FolderExport.MostFileBytes, "bytes", "files of materials in an export", "left out, fetched one by one"),
        Limit.Of(InspectionLimits.Subjects, "subjects", "of an inspection plan", "422"),
        Limit.Of(InspectionLimits.Inspectors, "inspectors", "of an inspection plan", "422"),
        Limit.Of(InspectionLimits.Authorities, "authorities", "other ones of an inspection plan", "422"),
        Limit.Of(InspectionLimits.TextLength, "characters", "number and kind of an inspection plan", "422"),
        Limit.Of(InspectionLimits.ReasonLength, "characters", "why an inspection plan ends", "422"),
        Limit.Of(InspectionLimits.Longest, "the longest inspection plan, and the longest time until it begins", "422"),
        Limit.Of(ConsentLimits.Entries, "entries", "a list of a consent", "422"),
        Limit.Of(ConsentLimits.Uses, "uses", "of a consent", "422"),
        Limit.Of(ConsentLimits.Sources, "provinces", "other ones of a consent", "422"),
        Limit.Of(ConsentLimits.LiveOfHolder, "consents", "of one holder that count", "413"),
        Limit.Of(ConsentLimits.Waiting, "consents", "that wait to be confirmed", "429 `busy`"),
        Limit.Of(ConsentLimits.WaitingOfHolder, "consents", "of one holder that wait to be confirmed", "429 `busy`"),
        Limit.Of(ConsentLimits.CodeTries, "tries", "of a one-time code", "it counts no more"),
        Limit.Of(ConsentLimits.TextLength, "characters", "a text of what a use is for", "422"),
        Limit.Of(ConsentLimits.UseLength, "characters", "用途 of a use", "422"),
        Limit.Of(ConsentLimits.NumberLength, "characters", "the number of a document that a use without a consent rests on", "403 `not-allowed`"),
        Limit.Of(ConsentLimits.Shortest, "the shortest consent", "422"),
        Limit.Of(ConsentLimits.Longest, "the longest consent, and the longest time until it begins", "422"),
        Limit.Of(ConsentLimits.StatementLifetime, "what one province's node states to another's about a consent", "422"),
        Limit.Of(ConsentLimits.ClockDifference, "the clocks of two provinces' nodes apart, where one states a consent to the other", "422"),
        Limit.Of(ConsentLimits.CodeLifetime, "a one-time code", "it counts no more"),
        Limit.Of(CsvLimits.Fields, "fields", "of a row of CSV", "the row is refused"),
        Limit.Of(CsvLimits.FieldLength, "characters", "a field of CSV", "the row is refused"),
        Limit.Of(CsvLimits.RowLength, "characters", "a row of CSV", "the row is refused"),
        Limit.Of(OutgoingLimits.Connect, "until a connection to somebody else stands", Unanswered),
        Limit.Of(OutgoingLimits.Connection, "a connection to somebody else, until its name is looked up anew", "a new one"),
        Limit.Of(OutgoingLimits.HeaderKibibytes, "KiB", "all header lines of an answer", Unanswered),
        Limit.Of(OutgoingLimits.WitnessBytes, "bytes", "an answer of a witness or map auditor", Unanswered),
        Limit.Of(OutgoingLimits.TimeStampBytes, "bytes", "an answer of a time-stamping authority", Unanswered),
        Limit.Of(OutgoingLimits.ProviderBytes, "bytes", "an answer of an identity provider", Unanswered),
        Limit.Of(OutgoingLimits.ProviderAnswer, "the same", Unanswered),
        Limit.Of(OutgoingLimits.ChainBytes, "bytes", "an answer of a node of the chain", Unanswered),
        Limit.Of(OutgoingLimits.CollectorBytes, "bytes", "an answer of a collector of telemetry", Unanswered),
        Limit.Of(OutgoingLimits.ProvinceBytes, "bytes", "an answer of another province's node", Unanswered),
        Limit.Of(OutgoingLimits.ProvinceAnswer, "the same", Unanswered),
        Limit.Of(OutgoingLimits.ProvincePartBytes, "bytes", "a part of a file that is asked of another province's node", "more are asked for"),
        Limit.Of(OutgoingLimits.StatusBytes, "bytes", "a status that another log proves", Unanswered),
        Limit.Of(OutgoingLimits.PrivateNetworks, "networks", "`privateNetworks`", "the node does not start"),
        Limit.Of(MirrorLimits.BundleBytes, "bytes", "256 entries of another log", "the copy stops, with its trouble"),
        Limit.Of(MirrorLimits.BundlesPerWrite, "bundles", "between two writes of a copy", "the next write"),
        Limit.Of(MirrorLimits.LeavesPerStep, "entries", "that a step of a copy takes", "the next step"),
        Limit.Of(MirrorLimits.Answer, "one answer of another log", "asked again later"),
        Limit.Of(MirrorLimits.Step, "one step of a copy", "the next step"),
        Limit.Of(MirrorLimits.Lag, "a copy that is behind its log", "said in `/api/v1/federation`"),
        Limit.Of(MirrorLimits.Age, "the newest map commit of a log that is copied", "said in `/api/v1/federation`"),
    ];
}
