using System.Reflection;
using Ledger.Api.Hosting;
using Ledger.Crypto.Encoding;
using Ledger.Node;

namespace Ledger.Api.Tests.Hosting;

/// <summary>The table has every limit, the documentation has the table, and something shows each limit at its value and one beyond.</summary>
public sealed class LimitTableTests
{
    private const string Server = "Ledger.Api.Tests/Hosting/ServerLimitsTests";
    private const string Watched = "Ledger.Api.Tests/Hosting/AnswerWatchTests";
    private const string Rates = "Ledger.Api.Tests/Security/RateTableTests.The_whole_number_is_taken_at_once_one_more_waits_and_all_come_back";
    private const string Ofd = "Ledger.Api.Tests/Documents/Reading/HostileOfdTests.Each_bound_holds_and_one_beyond_is_refused";
    private const string Pdf = "Ledger.Api.Tests/Documents/Reading/PdfLimitsTests";
    private const string Separate = "Ledger.Api.Tests/Verification/Separate/ReadingProcessesTests";
    private const string Confined = Separate + ".It_has_no_network_no_secrets_and_no_descriptors_but_its_own";
    private const string Bounded = "Ledger.Node.Tests/Outgoing/OutgoingHttpTests.An_answer_has_its_bytes_and_no_more";
    private const string ConsentTerms = "Ledger.Node.Tests/Consents/ConsentRegisterTests.Terms_are_refused_with_the_field_at_fault";
    private const string Acts = "Ledger.Api.Tests/Consents/ConsentActsTests.What_another_node_states_counts_where_it_is_signed_for_this_log_and_now_and_once";
    private const string Inspections = "Ledger.Node.Tests/Inspections/InspectionRegisterTests.A_plan_is_refused_with_the_field_at_fault";
    private const string Purpose = "Ledger.Node.Tests/Consents/UseRegisterTests.What_a_use_is_for_has_so_many_characters_and_no_more";
    private const string Csv = "Ledger.Node.Tests/Importing/CsvReaderTests.A_row_is_as_long_as_its_limits_and_no_longer";

    private const string Province =
        "Ledger.Api.Tests/Consents/LyingProvinceTests.Who_gives_too_much_too_late_or_half_is_left_alone_after_three_times";

    // Which test shows it. Starting with "-": none can in the time that a test has, and what speaks for it.
    private static readonly Dictionary<string, string> ShownBy = new(StringComparer.Ordinal)
    {
        ["ServerLimits.Connections"] = "-`ledger bench abuse` opens as many",
        ["ServerLimits.Waiting"] = "-depends on who comes when",
        ["ServerLimits.RequestLineBytes"] = Server + ".A_request_line_has_its_bytes_and_no_more",
        ["ServerLimits.HeaderBytes"] = Server + ".Header_lines_have_their_bytes_and_no_more",
        ["ServerLimits.Headers"] = Server + ".There_are_so_many_header_lines_and_no_more",
        ["ServerLimits.HeadersWithin"] = "-`ledger bench abuse` sends them slowly",
        ["ServerLimits.BytesPerSecond"] = Watched + ".The_least_speed_is_enough_and_one_byte_less_is_not",
        ["ServerLimits.SendBufferBytes"] = "Ledger.Api.Tests/Hosting/ListeningTests.An_accepted_connection_has_the_bounded_buffer_and_the_bounded_patience",
        ["ServerLimits.TakenWithin"] = Watched + ".Who_takes_nothing_in_time_is_too_slow_and_a_network_that_loses_it_has_longer",
        ["ServerLimits.FoundAgainWithin"] = Watched + ".Who_takes_nothing_in_time_is_too_slow_and_a_network_that_loses_it_has_longer",
        ["ServerLimits.KeptFor"] = "Ledger.Api.Tests/Hosting/ListeningTests.An_accepted_connection_has_the_bounded_buffer_and_the_bounded_patience",
        ["ServerLimits.SlowFor"] = "-`ledger bench abuse` sends bodies slowly",
        ["ServerLimits.HandshakeWithin"] = "-ten seconds",
        ["ServerLimits.IdleFor"] = "-a minute and a half",
        ["BodyLimit.Unread"] = "Ledger.Api.Tests/Security/PermissionTableTests.Who_is_refused_sees_the_answer_however_much_was_sent",
        ["RateLimits.LookupsPerMinute"] = Rates,
        ["RateLimits.LookupsPerHour"] = Rates,
        ["RateLimits.LookupsOfNetworkPerMinute"] = Rates,
        ["RateLimits.MissedLookupCost"] = "Ledger.Api.Tests/Security/RequestRatesTests.Three_misses_cost_what_ten_hits_do_and_say_nothing",
        ["RateLimits.LookupsAtOnce"] = "-`ledger bench abuse` asks so many at once",
        ["RateLimits.LookupTime"] = "-`ledger bench abuse` measures it",
        ["RateLimits.FilesPerMinute"] = "Ledger.Api.Tests/Security/RequestRatesTests.Each_kind_of_request_has_its_number",
        ["RateLimits.FilesPerHour"] = Rates,
        ["RateLimits.PresentationsPerMinute"] = Rates,
        ["RateLimits.FramesPerMinute"] = Rates,
        ["RateLimits.SignInsPerMinute"] = Rates,
        ["RateLimits.FailedSignaturesPerMinute"] = "Ledger.Api.Tests/Security/FailedSignaturesTests.Who_guesses_signatures_gets_no_further_and_nobody_else_is_the_worse_for_it",
        ["RateLimits.OpenPerMinute"] = Rates,
        ["RateLimits.OfPersonPerMinute"] = Rates,
        ["RateLimits.Remembered"] = "Ledger.Api.Tests/Security/RateTableTests.However_many_come_who_asked_most_is_remembered",
        ["PagePermissions.FormBytes"] = "Ledger.Api.Tests/Portal/CounterSecurityTests.A_form_has_its_bytes_and_a_code_its_characters_and_no_more",
        ["VerifyPages.LongestPresentation"] = "Ledger.Api.Tests/Portal/CounterSecurityTests.A_form_has_its_bytes_and_a_code_its_characters_and_no_more",
        ["FormDrafts.Most"] = "Ledger.Api.Tests/Portal/CounterSecurityTests.So_many_forms_are_kept_and_no_more_and_not_for_ever",
        ["FormDrafts.KeptFor"] = "Ledger.Api.Tests/Portal/CounterSecurityTests.So_many_forms_are_kept_and_no_more_and_not_for_ever",
        ["StrictJsonLimits.UsualDepth"] = "Ledger.Crypto.Tests/Encoding/StrictJsonTests.Thirty_two_levels_are_read_and_thirty_three_are_not",
        ["StrictJsonLimits.DeepestDepth"] = "Ledger.Crypto.Tests/Encoding/StrictJsonTests.Thirty_two_levels_are_read_and_thirty_three_are_not",
        ["ReadingLimits.Processes"] = Separate + ".Never_more_than_two_read",
        ["ReadingLimits.Waiting"] = "-depends on who comes when",
        ["ReadingLimits.FileLength"] = Separate + ".The_longest_file_is_handed_over_and_one_byte_more_is_not",
        ["ReadingLimits.AnswerLength"] = "-no file makes such an answer; PdfLimits and OfdLimits hold before",
        ["ReadingLimits.HeapLength"] = "-the runtime's own (DOTNET_GCHeapHardLimit)",
        ["ReadingLimits.MemoryLength"] = Confined,
        ["ReadingLimits.Descriptors"] = Confined,
        ["ReadingLimits.File"] = Separate + ".A_process_that_hangs_gives_no_answer_and_is_killed",
        ["ReadingLimits.Alone"] = "-fifteen seconds",
        ["ReadingLimits.Start"] = "-twenty seconds",
        ["PdfLimits.FileLength"] = "Ledger.Api.Tests/Documents/Reading/PdfReaderTests.Other_files_are_foreign",
        ["PdfLimits.InflatedLength"] = "-64 attachments of 1 MiB fill it, and there are no more",
        ["PdfLimits.InflationRatio"] = "Ledger.Api.Tests/Documents/Reading/PdfReaderTests.An_attachment_that_inflates_without_end_is_refused",
        ["PdfLimits.FreelyInflated"] = Pdf + ".A_small_attachment_inflates_so_far_and_no_further",
        ["PdfLimits.Depth"] = Pdf + ".Each_bound_of_values_holds_and_one_beyond_is_refused",
        ["PdfLimits.Objects"] = Pdf + ".Each_bound_of_values_holds_and_one_beyond_is_refused",
        ["PdfLimits.Values"] = Pdf + ".Each_bound_of_values_holds_and_one_beyond_is_refused",
        ["PdfLimits.NameLength"] = Pdf + ".Each_bound_of_values_holds_and_one_beyond_is_refused",
        ["PdfLimits.Attachments"] = Pdf + ".There_are_so_many_attachments_and_no_more",
        ["PdfLimits.Time"] = "Ledger.Api.Tests/Documents/Reading/HostilePdfTests.No_mutant_of_a_signed_licence_passes_as_intact",
        ["OfdLimits.FileLength"] = Ofd,
        ["OfdLimits.InflatedLength"] = "Ledger.Api.Tests/Documents/Reading/HostileOfdTests.All_files_together_have_a_bound",
        ["OfdLimits.InflationRatio"] = Ofd,
        ["OfdLimits.FreelyInflated"] = Ofd,
        ["OfdLimits.Entries"] = Ofd,
        ["OfdLimits.XmlCharacters"] = "-the XML reader's own; no smaller file inflates to it within the ratio",
        ["OfdLimits.XmlDepth"] = Ofd,
        ["OfdLimits.XmlNodes"] = Ofd,
        ["OfdLimits.NameLength"] = Ofd,
        ["OfdLimits.Signatures"] = Ofd,
        ["OfdLimits.References"] = Ofd,
        ["OfdLimits.Time"] = "Ledger.Api.Tests/Documents/Reading/HostileOfdTests.Each_bound_holds_and_one_beyond_is_refused",
        ["ImportLimits.FileBytes"] = "Ledger.Node.Tests/Importing/ImportLimitTests.A_file_has_512_MiB_and_no_more",
        ["ImportLimits.Rows"] = "Ledger.Node.Tests/Importing/ImportLimitTests.A_file_has_a_million_rows_and_no_more",
        ["ImportLimits.OpenJobs"] = "Ledger.Api.Tests/Importing/ImportEndpointsTests.An_authority_has_eight_imports_under_way_and_no_more",
        ["ImportLimits.Jobs"] = "Ledger.Api.Tests/Importing/ImportEndpointsTests.An_authority_has_a_hundred_imports_and_no_more",
        ["ImportLimits.RefusalsOfRow"] = "-what is not kept is no refusal",
        ["ImportLimits.RowsAlone"] = "Ledger.Api.Tests/Importing/ImportApprovalTests.So_many_rows_are_imported_alone_and_one_more_waits_for_another_person",
        ["ImportLimits.ApprovableFor"] = "Ledger.Api.Tests/Importing/ImportApprovalTests.What_nobody_approves_in_time_is_cancelled",
        ["SystemKeyLimits.OfAuthority"] = "Ledger.Node.Tests/Security/SystemKeyRegisterTests.An_authority_registers_so_many_keys_and_no_more",
        ["SystemKeyLimits.Remembered"] = "-a thousand applications",
        ["SystemKeyLimits.ApprovableFor"] = "Ledger.Node.Tests/Security/SystemKeyRegisterTests.What_nobody_approves_in_time_is_rejected",
        ["ImportLimits.KeptFor"] = "-thirty days",
        ["MaterialLimits.FileBytes"] = "-a hundred MiB; a shorter limit in MaterialRegisterTests",
        ["MaterialLimits.DescriptionBytes"] = "Ledger.Api.Tests/Materials/MaterialEndpointsTests.What_is_said_has_its_bytes_and_no_more",
        ["MaterialLimits.NameLength"] = "Ledger.Node.Tests/Materials/MaterialRulesTests.Every_wrong_field_is_refused_with_its_name",
        ["MaterialLimits.CaseLength"] = "Ledger.Node.Tests/Materials/MaterialRulesTests.Every_wrong_field_is_refused_with_its_name",
        ["MaterialLimits.OfHolderAndType"] = "-what is handed in anew is no refusal",
        ["MaterialLimits.OtherCases"] = "Ledger.Node.Tests/Materials/MaterialCasesTests.A_material_is_of_two_hundred_other_cases_and_no_more",
        ["FolderExport.MostFileBytes"] = "-a GiB; a shorter limit in ExportEndpointsTests",
        ["InspectionLimits.Subjects"] = Inspections,
        ["InspectionLimits.Inspectors"] = Inspections,
        ["InspectionLimits.Authorities"] = Inspections,
        ["InspectionLimits.TextLength"] = Inspections,
        ["InspectionLimits.ReasonLength"] = Inspections,
        ["InspectionLimits.Longest"] = Inspections,
        ["ConsentLimits.Entries"] = "Ledger.Node.Tests/Consents/ConsentRegisterTests.A_list_has_20_entries_and_no_more",
        ["ConsentLimits.Uses"] = ConsentTerms,
        ["ConsentLimits.Sources"] = ConsentTerms,
        ["ConsentLimits.LiveOfHolder"] = "Ledger.Node.Tests/Consents/ConsentRegisterTests.Two_hundred_consents_count_at_a_time_and_withdrawn_ones_do_not",
        ["ConsentLimits.Waiting"] = "-ten thousand; the shorter one of a holder in AssistedConsentsTests",
        ["ConsentLimits.WaitingOfHolder"] = "Ledger.Node.Tests/Consents/AssistedConsentsTests.Ten_requests_of_a_holder_wait_and_not_an_eleventh_until_they_are_over",
        ["ConsentLimits.CodeTries"] = "Ledger.Node.Tests/Consents/AssistedConsentsTests.Five_codes_may_be_tried_and_not_a_sixth",
        ["ConsentLimits.TextLength"] = Purpose,
        ["ConsentLimits.UseLength"] = Purpose,
        ["ConsentLimits.NumberLength"] = "Ledger.Node.Tests/Consents/UseRegisterTests.Without_a_consent_a_use_needs_a_whole_basis_and_the_right_to_the_type",
        ["ConsentLimits.Shortest"] = ConsentTerms,
        ["ConsentLimits.Longest"] = ConsentTerms,
        ["ConsentLimits.StatementLifetime"] = Acts,
        ["ConsentLimits.ClockDifference"] = Acts,
        ["ConsentLimits.CodeLifetime"] = "Ledger.Node.Tests/Consents/AssistedConsentsTests.A_code_counts_for_ten_minutes",
        ["CsvLimits.Fields"] = Csv,
        ["CsvLimits.FieldLength"] = Csv,
        ["CsvLimits.RowLength"] = Csv,
        ["OutgoingLimits.Connect"] = "-five seconds",
        ["OutgoingLimits.Connection"] = "-five minutes",
        ["OutgoingLimits.HeaderKibibytes"] = "Ledger.Node.Tests/Outgoing/OutgoingHttpTests.The_header_lines_of_an_answer_have_their_bytes_and_no_more",
        ["OutgoingLimits.WitnessBytes"] = Bounded,
        ["OutgoingLimits.TimeStampBytes"] = Bounded,
        ["OutgoingLimits.ProviderBytes"] = Bounded,
        ["OutgoingLimits.ProviderAnswer"] = "-ten seconds",
        ["OutgoingLimits.ChainBytes"] = Bounded,
        ["OutgoingLimits.CollectorBytes"] = Bounded,
        ["OutgoingLimits.ProvinceBytes"] = Province,
        ["OutgoingLimits.ProvinceAnswer"] = "-fifteen seconds",
        ["OutgoingLimits.ProvincePartBytes"] = "-what is longer is fetched in several parts",
        ["OutgoingLimits.StatusBytes"] = Bounded,
        ["OutgoingLimits.PrivateNetworks"] = "Ledger.Node.Tests/NodeOptionsTests.There_are_so_many_private_networks_and_no_more",
        ["MirrorLimits.BundleBytes"] = "-every full bundle of map commits has as many",
        ["MirrorLimits.BundlesPerWrite"] = "-what the next write takes is no refusal",
        ["MirrorLimits.LeavesPerStep"] = "-what the next step takes is no refusal",
        ["MirrorLimits.Answer"] = "-ten seconds; shorter ones in SlowLogTests",
        ["MirrorLimits.Step"] = "-a minute; shorter ones in SlowLogTests",
        ["MirrorLimits.Lag"] = "-a minute; said, not refused",
        ["MirrorLimits.Age"] = "-a day; said, not refused",
    };

    [Fact]
    public void Every_value_of_a_class_of_limits_stands_in_the_table()
    {
        Type[] classes = [.. new[] { typeof(LimitTable), typeof(NodeOptions), typeof(StrictJsonLimits) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Limits", StringComparison.Ordinal) && type.Name != "PictureLimits")];
        Assert.True(classes.Length >= 10);
        string[] missing = [.. classes.SelectMany(ValuesOf).Except(LimitTable.Rows.Select(row => row.Place))];
        Assert.Empty(missing);
    }

    [Fact]
    public void The_document_of_operations_has_the_table()
    {
        string[] found = [.. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "operations.md")).SkipWhile(line => line != "## Limits").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        string[] expected = [.. LimitTable.Rows.Select(row => row.Row)];
        Assert.True(expected.SequenceEqual(found), $"docs/operations.md should list:\n{string.Join('\n', expected)}");
    }

    [Fact]
    public void A_test_or_a_reason_why_there_is_none_stands_for_every_limit()
    {
        Assert.Equal(LimitTable.Rows.Select(row => row.Place), ShownBy.Keys);
        Assert.All(ShownBy.Values.Where(test => !test.StartsWith('-')), test =>
        {
            int dot = test.LastIndexOf('.');
            string file = Path.Combine(Repository.Root, "tests", test[..dot] + ".cs");
            Assert.True(File.Exists(file) && File.ReadAllText(file).Contains($" {test[(dot + 1)..]}(", StringComparison.Ordinal), test);
        });
    }

    [Fact]
    public void The_document_of_operations_has_every_code_of_the_configuration_check()
    {
        IEnumerable<string> expected = Enum.GetValues<ConfigurationFault>().Select(fault => new ConfigurationFinding(fault, ""))
            .Select(finding => $"| `{finding.Code}` | {(finding.IsError ? "refused" : "said")} |");
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        Assert.All(expected, row => Assert.Contains(row, document, StringComparison.Ordinal));
    }

    // Constants and times of static classes; of records, whose instances are limits, the constants.
    private static IEnumerable<string> ValuesOf(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => field.Name)
        .Concat(type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(TimeSpan)).Select(property => property.Name))
        .Select(name => $"{type.Name}.{name}");
}
