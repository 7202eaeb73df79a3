namespace Energy.Clients;

/// <summary>How FlexMeasures writes the locally unique string of an <see cref="EntityAddress"/>.</summary>
public enum EntityAddressScheme
{
    /// <summary>Without a prefix: the servers of spring 2021 and before. <c>30:73</c>, <c>temperature:52:73.0</c>.</summary>
    Plain,

    /// <summary>Prefix <c>fm0.</c>, since June 2021: the same forms, and spaces allowed in the type of a weather sensor. Read with or without the prefix, always written with
    /// it.</summary>
    Fm0,

    /// <summary>Prefix <c>fm1.</c>, since June 2021: a sensor id whatever the entity. The only one that version 3 servers show.</summary>
    Fm1,
}
